import { cn } from '@/lib/cn';
import { readChecklist, storedChecklist, type ChecklistItem } from '../checklist';
import type { EditorProps } from '../field-kind';
import { ChecklistBox } from './checklist-box';

/** A checklist as one value among others, saved when its editor is left or its form is sent. */
export function ChecklistEditor({ ctx, value, onChange, look, id, disabled, autoFocus }: EditorProps) {
  const change = (items: ChecklistItem[]) => onChange(storedChecklist(items));
  return (
    <div
      className={cn(
        look === 'cell' &&
          'absolute top-0 left-0 z-10 w-80 rounded-ctl border border-line-raised bg-raised px-2.5 py-1 shadow-pop',
      )}
    >
      <ChecklistBox
        id={id}
        label={ctx.label}
        items={readChecklist(value)}
        disabled={disabled}
        autoFocus={autoFocus}
        onChange={change}
      />
    </div>
  );
}
