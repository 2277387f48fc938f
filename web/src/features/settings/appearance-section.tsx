import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import type { ThemeChoice } from '@/api/types';
import { activateLanguage, isLanguage, languages } from '@/i18n/languages';
import { useT } from '@/i18n/t';
import { useRegional } from '@/lib/regional';
import { useTheme } from '@/lib/theme';
import { failureText } from '@/records/mutations/failure-text';
import { FormField } from '@/ui/form-field';
import { SegmentedControl } from '@/ui/segmented-control';
import { Select } from '@/ui/select';
import { SettingSection } from './setting-section';
import { useMeUpdate, type MeChange } from './use-me-update';

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Language and theme: they take effect at once, so there is nothing to save. */
export function AppearanceSection() {
  const t = useT();
  const me = useMe();
  const choice = useTheme((state) => state.choice);
  const update = useMeUpdate();
  const keep = (change: MeChange) =>
    update.mutate(change, { onError: (error) => toast.error(failureText(error)) });

  const chooseLanguage = (locale: string) => {
    if (!isLanguage(locale)) return;
    void activateLanguage(locale);
    useRegional.setState({ language: locale });
    keep({ locale });
  };
  const chooseTheme = (theme: ThemeChoice) => {
    useTheme.getState().choose(theme);
    keep({ theme });
  };

  return (
    <SettingSection title={t('settings.appearance')} lede={t('settings.appearance_lede')}>
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <FormField label={t('shell.language')}>
          {(control) => (
            <Select
              {...control}
              value={isLanguage(me.locale) ? me.locale : 'en'}
              options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
              onValueChange={chooseLanguage}
            />
          )}
        </FormField>
        <div className="grid content-start gap-1.5">
          <span aria-hidden="true" className="font-medium">
            {t('shell.theme')}
          </span>
          <div className="flex h-9 items-center">
            <SegmentedControl
              label={t('shell.theme')}
              value={choice}
              segments={themes.map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
              onValueChange={chooseTheme}
            />
          </div>
        </div>
      </div>
    </SettingSection>
  );
}
