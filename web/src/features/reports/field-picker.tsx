import { useId } from 'react';
import { useT } from '@/i18n/t';
import { Combobox } from '@/ui/combobox';
import type { FieldChoice } from './measures';

interface FieldPickerProps {
  label: string;
  value: string | undefined;
  fields: readonly FieldChoice[];
  onChange: (path: string) => void;
}

/** One of a kind's fields. What it is for, the heading over it shows; to ears its label does. */
export function FieldPicker({ label, value, fields, onChange }: FieldPickerProps) {
  const t = useT();
  const id = useId();
  const options = fields.map((field) => ({ value: field.path, label: field.label }));
  return (
    <div className="grid min-w-0">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Combobox
        id={id}
        size="md"
        label={label}
        placeholder={t('reports.builder.choose_field')}
        searchPlaceholder={t('reports.builder.find_field')}
        emptyLabel={t('reports.builder.no_field')}
        options={options}
        selected={options.filter((option) => option.value === value)}
        onChange={([chosen]) => chosen && onChange(chosen.value)}
      />
    </div>
  );
}
