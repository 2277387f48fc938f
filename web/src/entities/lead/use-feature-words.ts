import { findKind, useBootstrap } from '@/api/bootstrap';
import { fieldLabel, lookup, optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';

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
  return (feature: string, level: string): { name: string; value: string } => {
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
