import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n/t';
import { IconButton } from '@/ui/icon-button';
import { Combobox } from '@/ui/combobox';
import type { FieldContext } from '../model/field-context';
import type { Condition } from '../model/filter-tree';
import { ConditionEditor } from './condition-editor';
import { newCondition } from './condition-draft';

interface ConditionRowProps {
  condition: Condition;
  negated: boolean;
  contexts: ReadonlyMap<string, FieldContext>;
  filterable: readonly FieldContext[];
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** A whole condition in the panel: field, operator, value. */
export function ConditionRow({
  condition,
  negated,
  contexts,
  filterable,
  onChange,
  onRemove,
}: ConditionRowProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const ctx = contexts.get(condition.field);
  const label = ctx?.label ?? condition.field;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 rounded-card border border-line p-2">
      <div className="grid gap-2">
        {negated && <span className="text-12 text-ink-3">{t('records.filter.not')}</span>}
        <Combobox
          size="md"
          label={t('records.filter.field')}
          placeholder={t('records.choose')}
          searchPlaceholder={t('records.find_field')}
          emptyLabel={t('records.no_choice')}
          open={open}
          onOpenChange={setOpen}
          options={filterable.map(({ path, label: name }) => ({ value: path, label: name }))}
          selected={[{ value: condition.field, label }]}
          onChange={([chosen]) => {
            const next = chosen && contexts.get(chosen.value);
            if (next && next.path !== condition.field) onChange(newCondition(next));
          }}
        />
        {ctx && <ConditionEditor key={ctx.path} ctx={ctx} condition={condition} onChange={onChange} />}
      </div>
      <IconButton
        size="sm"
        label={t('records.filter.remove', { field: label })}
        icon={<Trash2 size={14} strokeWidth={2} />}
        onClick={onRemove}
        className="mt-1"
      />
    </div>
  );
}
