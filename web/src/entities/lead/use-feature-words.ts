import { findKind, useBootstrap } from '@/api/bootstrap';
import type { FieldMeta } from '@/api/types';
import { fieldLabel, lookup, optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';

/** What is chosen in a field has the field's own words. */
const fields: Record<string, { kind: string; field: string }> = {
  source: { kind: 'lead', field: 'source' },
  industry: { kind: 'lead', field: 'industry' },
  company_size: { kind: 'lead', field: 'company_size' },
  channel: { kind: 'campaign', field: 'channel' },
};

/** What was looked at in leads, in words: "Source", "Referral". */
export function useFeatureWords() {
  const t = useT();
  const bootstrap = useBootstrap();
  const format = useFormat();
  /** Of a number the span it lies in: `..10`, `10..50`, `50..`. */
  const span = (level: string): string => {
    const [low, high] = level.split('..').map((end) => (end === '' ? null : format.number(Number(end))));
    if (low && high) return t('predict.between', { low, high });
    if (low) return t('predict.from', { low });
    return high ? t('predict.below', { high }) : t('predict.given');
  };
  const own = (field: FieldMeta, level: string): string => {
    if (level === '') return t('predict.not_given');
    if (field.type === 'boolean') return t(level === 'yes' ? 'records.yes' : 'records.no');
    if (field.type !== 'select') return span(level);
    return field.options.find(({ value }) => value === level)?.label ?? level;
  };
  return (feature: string, level: string): { name: string; value: string } => {
    const ownField = findKind(bootstrap, 'lead')?.fields.find(({ key, custom }) => custom && key === feature);
    if (ownField) return { name: ownField.label, value: own(ownField, level) };
    const chosen = fields[feature];
    const kind = chosen && findKind(bootstrap, chosen.kind);
    const field = kind?.fields.find(({ key }) => key === chosen?.field);
    const option = field?.options.find(({ value }) => value === level);
    const named = chosen && kind && field && feature !== 'channel';
    const none = chosen ? t('predict.not_given') : level;
    return {
      name: named ? fieldLabel(kind, field) : lookup(`predict.feature.${feature}`, feature),
      value:
        kind && field && option
          ? optionLabel(kind, field, option)
          : lookup(`predict.level.${feature}.${level}`, level === 'none' ? none : level),
    };
  };
}
