import { Check, CircleAlert } from 'lucide-react';
import { Suspense, useEffect, useId, useRef, type FocusEvent, type KeyboardEvent } from 'react';
import type { RecordRow } from '@/api/types';
import { cn } from '@/lib/cn';
import { Spinner } from '@/ui/spinner';
import { EditorWaiting } from '../fields/editor-waiting';
import { kindOf } from '../fields/field-kinds';
import type { FieldContext } from '../model/field-context';
import { FieldShown } from './field-shown';
import { isWide } from './field-shapes';
import { useValueEdit } from './use-value-edit';

interface FieldInlineProps {
  ctx: FieldContext;
  record: RecordRow;
}

/** A value that turns into its editor when it is pressed. Leaving it or Enter saves, Escape gives up. */
export function FieldInline({ ctx, record }: FieldInlineProps) {
  const id = useId();
  const edit = useValueEdit(ctx, record);
  const button = useRef<HTMLButtonElement>(null);
  const backToButton = useRef(false);
  const editing = edit.status === 'editing';
  useEffect(() => {
    if (editing || !backToButton.current) return;
    backToButton.current = false;
    button.current?.focus();
  }, [editing]);

  if (!editing) {
    return (
      <FieldShown
        ctx={ctx}
        record={record}
        buttonRef={button}
        onEdit={edit.begin}
        sign={
          edit.slow ? (
            <Spinner size={12} className="text-ink-3" />
          ) : edit.status === 'saved' ? (
            <Check size={14} strokeWidth={2} className="shrink-0 text-success" aria-hidden="true" />
          ) : null
        }
      />
    );
  }

  const { Editor, multiline } = kindOf(ctx.field);
  const wide = isWide(ctx.field);
  const onKeyDown = (event: KeyboardEvent) => {
    // Lists over the page bubble their keys to here, but those are theirs.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      backToButton.current = true;
      edit.cancel();
    }
    if (event.key === 'Enter' && (!multiline || event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      backToButton.current = true;
      void edit.commit();
    }
  };
  const onBlur = (event: FocusEvent) => {
    const next = event.relatedTarget;
    if (!event.currentTarget.contains(event.target)) return;
    if (
      next instanceof Element &&
      (event.currentTarget.contains(next) || next.closest('[data-radix-popper-content-wrapper]'))
    ) {
      return;
    }
    void edit.commit();
  };
  return (
    <div className="grid min-h-8 grid-cols-[120px_minmax(0,1fr)] items-start py-0.5 pr-3 pl-5">
      <dt className={cn('truncate py-1 text-ink-2', wide && 'col-span-2')}>
        <label htmlFor={id}>{ctx.label}</label>
      </dt>
      {/* Keys and leaving belong to the editor inside; the value itself takes no focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <dd
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        className={cn(
          'relative min-w-0',
          wide
            ? 'col-span-2 pb-1'
            : '-ml-2 min-h-7 rounded-ctl bg-surface ring-2 ring-ring [&_input]:text-left',
        )}
      >
        <div className={cn(!wide && 'h-7')}>
          <Suspense fallback={<EditorWaiting />}>
            <Editor
              id={id}
              ctx={ctx}
              record={record}
              value={edit.draft}
              look={wide ? 'control' : 'cell'}
              size="sm"
              autoFocus
              aria-label={ctx.label}
              aria-invalid={edit.error === null ? undefined : true}
              aria-describedby={edit.error === null ? undefined : `${id}-error`}
              onChange={(value, chosen) => {
                edit.take(chosen);
                edit.change(value);
              }}
              onCommit={(value, chosen) => {
                edit.take(chosen);
                backToButton.current = true;
                void edit.commit(value);
              }}
              onCancel={() => {
                backToButton.current = true;
                edit.cancel();
              }}
            />
          </Suspense>
        </div>
      </dd>
      {edit.error !== null && (
        <p
          id={`${id}-error`}
          role="alert"
          className={cn(
            'flex items-start gap-1.5 pt-1.5 pb-1 text-12 text-danger',
            wide ? 'col-span-2' : 'col-start-2 -ml-2',
          )}
        >
          <CircleAlert size={14} strokeWidth={2} className="mt-px shrink-0" aria-hidden="true" />
          {edit.error}
        </p>
      )}
    </div>
  );
}
