import type { LeadPrediction } from '@/api/score';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { EffectList } from './effect-list';

/** How likely the lead is won, as far as others like it tell, and the strongest reasons. */
export function PredictionPart({ prediction }: { prediction: LeadPrediction }) {
  const t = useT();
  const format = useFormat();
  const { probability, usual, verdict, reasons } = prediction;
  return (
    <div className="grid gap-1 border-t border-hairline pt-2">
      <h3 className="flex items-baseline gap-2 font-medium">
        <span className="flex-1">{t('predict.title')}</span>
        <span className="tabular-nums">{format.percent(probability / 100)}</span>
      </h3>
      <p className="text-12 text-ink-3">
        {verdict === 'none'
          ? t('predict.unsure')
          : t('predict.usual', { share: format.percent(usual / 100) })}
      </p>
      {reasons.length > 0 && <EffectList label={t('predict.reasons')} effects={reasons} />}
    </div>
  );
}
