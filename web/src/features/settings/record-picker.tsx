import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Combobox } from '@/ui/combobox';
import type { ControlProps } from '@/ui/form-field';

interface RecordPickerProps {
  label: string;
  placeholder: string;
  rows: readonly RecordRow[];
  value: readonly string[];
  onChange: (ids: string[]) => void;
  control: ControlProps;
}

/** Several roles, or several teams. */
export function RecordPicker({ label, placeholder, rows, value, onChange, control }: RecordPickerProps) {
  const t = useT();
  const options = rows.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Combobox
      {...control}
      multiple
      label={label}
      placeholder={placeholder}
      searchPlaceholder={t('common.search')}
      emptyLabel={t('auth.register.no_match')}
      clearLabel={t('common.clear')}
      options={options}
      selected={options.filter((option) => value.includes(option.value))}
      onChange={(chosen) => onChange(chosen.map((option) => option.value))}
    />
  );
}
