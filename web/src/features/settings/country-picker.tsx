import { useMemo } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { countries } from './countries';
import { Combobox } from '@/ui/combobox';
import type { ControlProps } from '@/ui/form-field';

interface CountryPickerProps {
  value: string;
  onChange: (code: string) => void;
  control: ControlProps;
  disabled?: boolean;
}

export function CountryPicker({ value, onChange, control, disabled }: CountryPickerProps) {
  const t = useT();
  const { locale } = useFormat();
  const options = useMemo(
    () => countries(locale).map(({ code, name }) => ({ value: code, label: name, detail: code })),
    [locale],
  );
  return (
    <Combobox
      {...control}
      disabled={disabled}
      label={t('settings.workspace.country')}
      placeholder={t('settings.choose')}
      searchPlaceholder={t('settings.workspace.search_country')}
      emptyLabel={t('auth.register.no_match')}
      clearLabel={t('common.clear')}
      options={options}
      selected={options.filter((option) => option.value === value)}
      onChange={(chosen) => onChange(chosen[0]?.value ?? '')}
    />
  );
}
