import type { ReactNode, Ref } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { kindOf } from '../fields/field-kinds';
import { isEmpty } from '../fields/schemas';
import type { FieldContext } from '../model/field-context';
import { readField } from '../model/field-path';
import { FieldValue } from './field-value';
import { isLong } from './field-shapes';

interface FieldShownProps {
  ctx: FieldContext;
  record: RecordRow;
  /** With it the whole value is a button. */
  onEdit?: () => void;
  buttonRef?: Ref<HTMLButtonElement>;
  /** At the end of the value: a spinner, a tick. */
  sign?: ReactNode;
  children?: ReactNode;
}

/** A label of 120 px and the value beside it, as it stands when nobody edits it. */
export function FieldShown({ ctx, record, onEdit, buttonRef, sign, children }: FieldShownProps) {
  const t = useT();
  const empty = isEmpty(readField(record, ctx.path));
  const long = isLong(ctx.field);
  return (
    <div className="grid min-h-8 grid-cols-[120px_minmax(0,1fr)] items-start py-0.5 pr-3 pl-5 max-md:min-h-11 max-md:pl-4">
      <dt className="truncate py-1 text-ink-2 max-md:py-2.5" title={ctx.label}>
        {ctx.label}
      </dt>
      <dd
        className={cn(
          'relative -ml-2 flex min-h-7 min-w-0 items-center gap-1.5 rounded-ctl px-2 tabular-nums max-md:min-h-10',
          onEdit && 'hover:bg-hover',
        )}
      >
        {onEdit && (
          <button
            ref={buttonRef}
            type="button"
            aria-label={t('page.edit_field', { field: ctx.label })}
            onClick={onEdit}
            onFocus={kindOf(ctx.field).Editor.preload}
            onPointerEnter={kindOf(ctx.field).Editor.preload}
            className="absolute inset-0 cursor-text rounded-ctl focus-visible:outline-offset-[-2px]"
          />
        )}
        <div
          className={cn(
            'min-w-0 flex-1 [&_a]:relative [&_a]:z-[1]',
            onEdit && 'pointer-events-none [&_a]:pointer-events-auto',
            long ? 'py-1 break-words' : 'truncate',
            long && ctx.field.type !== 'markdown' && 'whitespace-pre-wrap',
            empty && 'text-ink-3',
          )}
        >
          {empty ? t('page.empty') : <FieldValue ctx={ctx} record={record} />}
        </div>
        {sign}
      </dd>
      {children}
    </div>
  );
}
