import type { Prediction } from '@/api/prediction';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Progress } from '@/ui/progress';
import { SettingSection } from './setting-section';

/** How much is still missing before there is something to learn from. */
export function TooLittle({ prediction: { won, lost, needed } }: { prediction: Prediction }) {
  const t = useT();
  const format = useFormat();
  const rows = [
    { name: t('predict.were_won'), count: won },
    { name: t('predict.were_lost'), count: lost },
  ];
  return (
    <SettingSection title={t('predict.too_little')} lede={t('predict.too_little_text', { needed })}>
      <div className="grid max-w-[420px] gap-4">
        {rows.map(({ name, count }) => {
          const text = t('predict.of_needed', { count: format.number(count), needed: format.number(needed) });
          return (
            <div key={name} className="grid gap-1.5">
              <div className="flex items-baseline gap-2">
                <span className="flex-1 font-medium">{name}</span>
                <span className="text-12 text-ink-2 tabular-nums">{text}</span>
              </div>
              <Progress label={name} value={Math.min(count, needed)} max={needed} valueText={text} />
            </div>
          );
        })}
      </div>
    </SettingSection>
  );
}
