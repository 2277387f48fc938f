import { Suspense, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { KindMeta, RecordRow, Titled } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { EditorWaiting } from '../fields/editor-waiting';
import { kindOf } from '../fields/field-kinds';
import { firstError } from '../fields/schemas';
import type { FieldContext } from '../model/field-context';
import { includeKey } from '../model/field-path';
import { useUpdateRecord } from '../mutations/use-update-record';

/** How editing ended, so that the grid knows where to go. */
export type EditEnd = 'stay' | 'down' | 'right' | 'left';

interface CellEditorProps {
  kind: KindMeta;
  ctx: FieldContext;
  record: RecordRow;
  value: unknown;
  onEnd: (end: EditEnd) => void;
}

interface Draft {
  value: unknown;
  chosen?: Titled;
}

/** The editor of a cell: Enter saves and goes down, Tab saves and goes right, Escape leaves all as it was. */
export function CellEditor({ kind, ctx, record, value, onEnd }: CellEditorProps) {
  const update = useUpdateRecord(kind);
  const definition = kindOf(ctx.field);
  const { Editor, multiline } = definition;
  // What others change meanwhile does not change what this edit began with.
  const [from] = useState(value);
  const [draft, setDraft] = useState<Draft>({ value });
  const [error, setError] = useState<string | null>(null);
  // Closing a list and choosing from it both end the edit; only the first counts.
  const ended = useRef(false);

  const finish = (end: EditEnd) => {
    ended.current = true;
    onEnd(end);
  };
  const save = (end: EditEnd, next: Draft = draft) => {
    if (ended.current) return;
    if (JSON.stringify(next.value ?? null) === JSON.stringify(from ?? null)) {
      finish(end);
      return;
    }
    const code = firstError(definition.schema(ctx.field), next.value);
    if (code !== null) {
      setError(fieldErrorText({ code, message: code }));
      return;
    }
    const included = ctx.field.type === 'reference' && { [includeKey(ctx.path)]: next.chosen ?? null };
    const values = { [ctx.path]: next.value ?? null };
    void update({ id: record.id, values, from: { [ctx.path]: from }, ...(included && { included }) });
    finish(end);
  };
  const handleKey = (event: KeyboardEvent) => {
    // The list of a choice is a portal: its keys bubble through here but are its own.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      finish('stay');
    } else if (event.key === 'Tab') {
      event.preventDefault();
      save(event.shiftKey ? 'left' : 'right');
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      const newLine = multiline && !(event.metaKey || event.ctrlKey);
      if (newLine) return;
      event.preventDefault();
      save('down');
    }
    event.stopPropagation();
  };
  const handleBlur = (event: FocusEvent) => {
    const to = event.relatedTarget as HTMLElement | null;
    if (event.currentTarget.contains(to) || to?.closest('[data-radix-popper-content-wrapper]')) return;
    if (!event.currentTarget.contains(event.target)) return;
    save('stay');
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens for the keys of the editor inside
    <div className="relative h-full w-full" onKeyDown={handleKey} onBlur={handleBlur}>
      <Suspense fallback={<EditorWaiting />}>
        <Editor
          ctx={ctx}
          value={draft.value}
          record={record}
          look="cell"
          autoFocus
          aria-label={ctx.label}
          {...(error !== null && { 'aria-invalid': true as const })}
          onChange={(next, chosen) => {
            setDraft({ value: next, ...(chosen && { chosen }) });
            setError(null);
          }}
          onCommit={(next, chosen) => save('stay', { value: next, ...(chosen && { chosen }) })}
          onCancel={() => !ended.current && finish('stay')}
        />
      </Suspense>
      {error !== null && (
        <p
          role="alert"
          className="absolute top-full left-0 z-10 mt-1 rounded-ctl border border-line-raised bg-raised-2 px-2 py-1 text-12 whitespace-nowrap text-danger shadow-pop"
        >
          {error}
        </p>
      )}
    </div>
  );
}
