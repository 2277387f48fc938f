import { useMemo } from 'react';
import { useT } from '@/i18n/t';
import { describeTimeZone, timeZones, type TimeZone } from '@/lib/time-zones';
import { Combobox } from '@/ui/combobox';
import type { ControlProps } from '@/ui/form-field';

interface TimeZonePickerProps {
  value: string;
  onChange: (zone: string) => void;
  control: ControlProps;
  disabled?: boolean;
}

const optionOf = ({ id, city, offset }: TimeZone) => ({ value: id, label: city, detail: `${id} ${offset}` });

export function TimeZonePicker({ value, onChange, control, disabled }: TimeZonePickerProps) {
  const t = useT();
  const options = useMemo(() => timeZones().map(optionOf), []);
  return (
    <Combobox
      {...control}
      disabled={disabled}
      label={t('settings.time_zone')}
      placeholder={t('settings.choose')}
      searchPlaceholder={t('auth.register.search_zone')}
      emptyLabel={t('auth.register.no_match')}
      options={options}
      selected={value ? [optionOf(describeTimeZone(value))] : []}
      onChange={([chosen]) => chosen && onChange(chosen.value)}
    />
  );
}
