import { X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n/t';
import { Popover } from '@/ui/popover';
import type { FieldContext } from '../model/field-context';
import { isComplete, needsValue, type Condition } from '../model/filter-tree';
import { ConditionForm } from './condition-form';
import { ConditionValue } from './condition-value';
import { operatorOnChip } from './operator-words';

interface FilterChipProps {
  ctx: FieldContext;
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** One condition: pressing it edits it, the cross takes it away. */
export function FilterChip({ ctx, condition, onChange, onRemove }: FilterChipProps) {
  const t = useT();
  // A condition that was just begun asks for its value at once.
  const [open, setOpen] = useState(!isComplete(condition));
  return (
    <span className="inline-flex h-[26px] shrink-0 items-stretch overflow-hidden rounded-ctl border border-line text-12 leading-6">
      <Popover
        open={open}
        onOpenChange={setOpen}
        label={t('records.filter.edit', { field: ctx.label })}
        trigger={
          <button
            type="button"
            className="focus-inset flex items-stretch hover:bg-hover data-[state=open]:bg-hover"
          >
            <span className="px-[7px] font-medium">{ctx.label}</span>
            <span className="border-l border-hairline px-[7px] text-ink-3">
              {operatorOnChip(condition, t)}
            </span>
            {needsValue(condition.op) && isComplete(condition) && (
              <span className="flex items-center gap-[5px] border-l border-hairline px-[7px]">
                <ConditionValue ctx={ctx} condition={condition} />
              </span>
            )}
          </button>
        }
      >
        <ConditionForm ctx={ctx} condition={condition} onApply={onChange} onClose={() => setOpen(false)} />
      </Popover>
      <button
        type="button"
        aria-label={t('records.filter.remove', { field: ctx.label })}
        onClick={onRemove}
        className="focus-inset grid w-6 place-items-center border-l border-hairline text-ink-3 hover:bg-hover hover:text-ink"
      >
        <X size={12} strokeWidth={2.25} />
      </button>
    </span>
  );
}
