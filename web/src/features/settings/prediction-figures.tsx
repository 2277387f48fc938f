import type { LearntModel } from '@/api/prediction';
import { EffectList } from '@/entities/lead/effect-list';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { CalibrationPlot } from './calibration-plot';
import { SettingSection } from './setting-section';

/** How well what was learnt foretold leads that it had not seen. */
export function PredictionFigures({ model }: { model: LearntModel }) {
  const t = useT();
  const format = useFormat();
  const held = model.held_out.won + model.held_out.lost;
  const figures = [
    {
      name: t('predict.auc'),
      value: format.number(model.auc),
      note: t('predict.auc_note', {
        low: format.number(model.auc_low),
        high: format.number(model.auc_high),
      }),
    },
    {
      name: t('predict.lift'),
      value: t('predict.times', { times: format.number(model.lift, 1) }),
      note: t('predict.lift_note'),
    },
    {
      name: t('predict.learnt_from'),
      value: format.number(model.won + model.lost),
      note: t('predict.won_and_lost', { won: format.number(model.won), lost: format.number(model.lost) }),
    },
  ];
  return (
    <>
      <SettingSection
        title={t(`predict.verdict.${model.verdict}`)}
        lede={`${t(`predict.verdict.${model.verdict}_text`)} ${t('predict.learnt_at', { when: format.dateTime(model.trained_at) })}`}
      >
        <dl className="grid grid-cols-3 gap-4 max-sm:grid-cols-1">
          {figures.map(({ name, value, note }) => (
            <div key={name} className="rounded-card border border-line px-4 py-3">
              <dt className="text-12 text-ink-2">{name}</dt>
              <dd className="mt-1 text-20 font-semibold tabular-nums">{value}</dd>
              <dd className="mt-1 text-12 text-ink-3">{note}</dd>
            </div>
          ))}
        </dl>
      </SettingSection>
      <SettingSection title={t('predict.calibration')} lede={t('predict.calibration_lede', { count: held })}>
        <CalibrationPlot bins={model.calibration} />
      </SettingSection>
      <SettingSection title={t('predict.strongest')} lede={t('predict.strongest_lede')}>
        {model.strongest.length > 0 ? (
          <EffectList label={t('predict.strongest')} effects={model.strongest} bars />
        ) : (
          <p className="text-ink-2">{t('predict.strongest_none')}</p>
        )}
      </SettingSection>
    </>
  );
}
