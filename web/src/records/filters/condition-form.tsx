import { useRef, useState, type FormEvent } from 'react';
import { Button } from '@/ui/button';
import type { FieldContext } from '../model/field-context';
import { isComplete, type Condition } from '../model/filter-tree';
import { ConditionEditor } from './condition-editor';

interface ConditionFormProps {
  ctx: FieldContext;
  condition: Condition;
  onApply: (condition: Condition) => void;
  onClose: () => void;
}

const CHOICES: ReadonlySet<string> = new Set([
  'select',
  'multi_select',
  'reference',
  'references',
  'record',
  'boolean',
]);

/** A condition in a popover. What is ticked applies at once; what is typed when it is finished. */
export function ConditionForm({ ctx, condition, onApply, onClose }: ConditionFormProps) {
  const [draft, setDraft] = useState(condition);
  const form = useRef<HTMLFormElement>(null);
  const typed = !CHOICES.has(ctx.field.type);
  const change = (next: Condition) => {
    setDraft(next);
    if (!typed && isComplete(next)) onApply(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Popovers are portals: the form of another one must not close this.
    if (event.target !== form.current) return;
    if (isComplete(draft)) onApply(draft);
    onClose();
  };
  return (
    <form ref={form} onSubmit={submit} className="grid w-72 max-w-full gap-3 p-3">
      <p className="text-12 font-medium text-ink-2">{ctx.label}</p>
      <ConditionEditor ctx={ctx} condition={draft} onChange={change} autoFocus />
      <div className="flex justify-end">
        <Button size="sm" type="submit" variant={typed ? 'primary' : 'secondary'}>
          {ctx.t(typed ? 'records.filter.apply' : 'records.filter.done')}
        </Button>
      </div>
    </form>
  );
}
