import { useMemo, useState } from 'react';
import { t } from '@/i18n/t';
import { currencies } from '@/lib/currencies';
import { useRegional } from '@/lib/regional';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';

interface CurrencyPickerProps {
  value: string;
  onChange: (currency: string) => void;
  label: string;
  size?: 'sm' | 'md' | 'lg';
  disabled?: boolean;
}

export function CurrencyPicker({ value, onChange, label, size = 'lg', disabled }: CurrencyPickerProps) {
  const language = useRegional((regional) => regional.language);
  const [open, setOpen] = useState(false);
  const options = useMemo(
    () =>
      open ? currencies(language).map(({ code, name }) => ({ value: code, label: code, detail: name })) : [],
    [open, language],
  );
  return (
    <Combobox
      label={label}
      placeholder={label}
      searchPlaceholder={t('common.search')}
      emptyLabel={t('records.no_choice')}
      open={open}
      onOpenChange={setOpen}
      options={options}
      selected={[{ value, label: value }]}
      onChange={([chosen]) => chosen && onChange(chosen.value)}
      trigger={
        <Button size={size} disabled={disabled} aria-label={`${label}: ${value}`}>
          {value}
        </Button>
      }
    />
  );
}
