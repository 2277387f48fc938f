import { RadioGroup } from '@/ui/radio-group';
import type { FilterEditorProps } from '../field-kind';

export function BooleanFilter({ ctx, value, onChange }: FilterEditorProps) {
  return (
    <RadioGroup
      label={ctx.label}
      value={String(value !== false)}
      options={[
        { value: 'true', label: ctx.t('records.yes') },
        { value: 'false', label: ctx.t('records.no') },
      ]}
      onValueChange={(next) => onChange(next === 'true')}
    />
  );
}
