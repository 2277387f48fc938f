import { useMemo } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { currencies, describeCurrency, type Currency } from '@/lib/currencies';
import { Combobox } from '@/ui/combobox';
import type { ControlProps } from '@/ui/form-field';

interface CurrencyPickerProps {
  value: string;
  onChange: (code: string) => void;
  control: ControlProps;
  disabled?: boolean;
}

const optionOf = ({ code, name, symbol }: Currency) => ({
  value: code,
  label: name,
  detail: `${code} ${symbol}`,
});

export function CurrencyPicker({ value, onChange, control, disabled }: CurrencyPickerProps) {
  const t = useT();
  const { locale } = useFormat();
  const options = useMemo(() => currencies(locale).map(optionOf), [locale]);
  return (
    <Combobox
      {...control}
      disabled={disabled}
      label={t('settings.workspace.currency')}
      placeholder={t('settings.choose')}
      searchPlaceholder={t('auth.register.search_currency')}
      emptyLabel={t('auth.register.no_match')}
      options={options}
      selected={value ? [optionOf(describeCurrency(value, locale))] : []}
      onChange={([chosen]) => chosen && onChange(chosen.value)}
    />
  );
}
