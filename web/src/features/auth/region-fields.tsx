import { i18n } from '@lingui/core';
import { useMemo } from 'react';
import { useT } from '@/i18n/t';
import { currencies, describeCurrency, type Currency } from '@/lib/currencies';
import { describeTimeZone, timeZones, type TimeZone } from '@/lib/time-zones';
import { Combobox, type ComboboxOption } from '@/ui/combobox';
import { FormField } from '@/ui/form-field';

interface RegionFieldsProps {
  currency: Currency;
  zone: TimeZone;
  onCurrencyChange: (currency: Currency) => void;
  onZoneChange: (zone: TimeZone) => void;
}

const currencyOption = ({ code, name, symbol }: Currency): ComboboxOption => ({
  value: code,
  label: name,
  detail: code,
  icon: <span className="w-5 text-center text-ink-3">{symbol.slice(0, 2)}</span>,
});

const zoneOption = ({ id, city, offset }: TimeZone): ComboboxOption => ({
  value: id,
  label: `${city}, ${offset}`,
  detail: id,
});

export function RegionFields({ currency, zone, onCurrencyChange, onZoneChange }: RegionFieldsProps) {
  const t = useT();
  const language = i18n.locale;
  const currencyOptions = useMemo(() => currencies(language).map(currencyOption), [language]);
  const zoneOptions = useMemo(() => timeZones().map(zoneOption), []);
  return (
    <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1 max-md:gap-4">
      <FormField label={t('auth.register.currency')}>
        {(control) => (
          <Combobox
            {...control}
            label={t('auth.register.currency')}
            selected={[currencyOption(describeCurrency(currency.code, language))]}
            options={currencyOptions}
            placeholder={t('auth.register.currency')}
            searchPlaceholder={t('auth.register.search_currency')}
            emptyLabel={t('auth.register.no_match')}
            onChange={([option]) => option && onCurrencyChange(describeCurrency(option.value, language))}
          />
        )}
      </FormField>
      <FormField label={t('auth.register.time_zone')}>
        {(control) => (
          <Combobox
            {...control}
            label={t('auth.register.time_zone')}
            selected={[zoneOption(zone)]}
            options={zoneOptions}
            placeholder={t('auth.register.time_zone')}
            searchPlaceholder={t('auth.register.search_zone')}
            emptyLabel={t('auth.register.no_match')}
            onChange={([option]) => option && onZoneChange(describeTimeZone(option.value))}
          />
        )}
      </FormField>
    </div>
  );
}
