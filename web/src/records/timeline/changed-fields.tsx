import { ArrowRight, ChevronDown, Pencil } from 'lucide-react';
import { useId, useState } from 'react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import type { FieldContext } from '../model/field-context';
import { ActorName } from './actor-name';
import { changeText } from './change-text';
import { EventIcon } from './event-icon';
import { EventShell } from './event-shell';
import { RichLine } from './rich-line';
import type { TimelineItem } from './timeline-items';

interface ChangedFieldsProps {
  item: Extract<TimelineItem, { type: 'fields' }>;
  contexts: ReadonlyMap<string, FieldContext>;
  last: boolean;
}

/** Somebody changed one field, or several: those unfold into old and new. */
export function ChangedFields({ item, contexts, last }: ChangedFieldsProps) {
  const t = useT();
  const listId = useId();
  const [open, setOpen] = useState(false);
  const changes = item.changes.map((change) => {
    const ctx = contexts.get(change.field);
    return {
      field: change.field,
      label: ctx?.label ?? change.field,
      old: changeText(ctx, change.old) || t('timeline.nothing'),
      now: changeText(ctx, change.new) || t('timeline.nothing'),
    };
  });
  const [first] = changes;
  if (!first) return null;
  const short = first.old.length + first.now.length <= 60;
  const foldable = changes.length > 1 || !short;
  const teaser = short
    ? t('timeline.from_to', { field: first.label, old: first.old, new: first.now })
    : first.label;
  const rest = changes.length - 1;
  return (
    <EventShell
      mark={
        <EventIcon>
          <Pencil />
        </EventIcon>
      }
      at={item.at}
      last={last}
      line={
        <>
          <RichLine
            id="timeline.changed"
            values={{ count: changes.length }}
            nodes={{ actor: <ActorName actor={item.actor} /> }}
          />{' '}
          <span className="text-ink-3">
            · {rest > 0 ? t('timeline.and_more', { first: teaser, count: rest }) : teaser}
          </span>
          {foldable && (
            <button
              type="button"
              aria-expanded={open}
              aria-controls={listId}
              aria-label={t(open ? 'timeline.hide_changes' : 'timeline.show_changes')}
              onClick={() => setOpen(!open)}
              className="touch-target relative ml-1 inline-grid size-6 place-items-center rounded-ctl align-top text-ink-3 hover:bg-hover hover:text-ink"
            >
              <ChevronDown size={14} strokeWidth={2} className={cn(open && 'rotate-180')} />
            </button>
          )}
        </>
      }
    >
      {open && (
        <dl id={listId} className="mt-1 grid gap-1.5 rounded-card border border-line px-3 py-2">
          {changes.map((change) => (
            <div
              key={change.field}
              className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-3 max-md:grid-cols-1"
            >
              <dt className="text-ink-2">{change.label}</dt>
              <dd className="flex flex-wrap items-center gap-x-1.5 break-words tabular-nums">
                <del className="text-ink-3 no-underline">
                  <span className="sr-only">{t('timeline.before')} </span>
                  {change.old}
                </del>
                <ArrowRight
                  size={12}
                  strokeWidth={2.25}
                  className="text-ink-3 rtl:-scale-x-100"
                  aria-hidden="true"
                />
                <ins className="no-underline">
                  <span className="sr-only">{t('timeline.after')} </span>
                  {change.now}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </EventShell>
  );
}
