import { Link } from '@tanstack/react-router';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { Checkbox } from '@/ui/checkbox';
import { isEmpty } from '../fields/schemas';
import { kindOf } from '../fields/field-kinds';
import type { FieldContext } from '../model/field-context';
import { readField } from '../model/field-path';
import { useEntity } from '../model/entities-context';
import { RecordAvatar } from './record-avatar';

interface PhoneRowProps {
  kind: KindMeta;
  record: RecordRow;
  contexts: ReadonlyMap<string, FieldContext>;
  /** Something is ticked, so boxes stand where the avatars were. */
  ticking: boolean;
  ticked: boolean;
  onTick: (on: boolean) => void;
}

/** Name and two fields on the left, one or two values at the end. A press opens; a press on the avatar ticks. */
export function PhoneRow({ kind, record, contexts, ticking, ticked, onTick }: PhoneRowProps) {
  const t = useT();
  const entity = useEntity(kind);
  const second = entity?.phone?.second ?? kind.subtitle_fields.slice(0, 2);
  const trailing = entity?.phone?.trailing ?? kind.default_columns.filter((key) => key !== 'title').slice(-1);
  const cells = (keys: readonly string[]) =>
    keys.flatMap((key) => {
      const ctx = contexts.get(key);
      if (!ctx) return [];
      const value = readField(record, key);
      const Slot = entity?.cells?.[key];
      if (!Slot && isEmpty(value)) return [];
      const Cell = Slot ?? kindOf(ctx.field).Cell;
      return [<Cell key={key} value={value} record={record} ctx={ctx} compact />];
    });
  const line = cells(second);
  return (
    <div
      className={cn(
        'relative grid h-16 grid-cols-[36px_minmax(0,1fr)_auto] items-center gap-x-3 px-3 after:absolute after:right-0 after:bottom-0 after:left-15 after:h-px after:bg-hairline',
        ticked && 'bg-selected',
      )}
    >
      <span className="relative grid size-9 place-items-center">
        {ticking ? (
          <Checkbox
            checked={ticked}
            aria-label={t('records.tick', { title: record.title })}
            onCheckedChange={(on) => onTick(on === true)}
          />
        ) : (
          <>
            <RecordAvatar kind={kind} record={record} size={36} />
            {/* Over the avatar, not around it: its initials are no part of the button's name. */}
            <button
              type="button"
              aria-label={t('records.tick', { title: record.title })}
              onClick={() => onTick(true)}
              className="touch-target absolute inset-0 rounded-full"
            />
          </>
        )}
      </span>
      <span className="min-w-0">
        <Link
          to="/$plural/$id"
          params={{ plural: kind.plural, id: record.id }}
          className="focus-inset block truncate text-15 font-medium after:absolute after:inset-y-0 after:right-0 after:left-12"
        >
          {record.title || t('records.untitled')}
        </Link>
        {line.length > 0 && (
          <span className="mt-0.5 flex text-13 leading-[18px] text-ink-2">
            {line.map((cell, index) => (
              // The first gives way; what follows, a date mostly, never does. Nothing has no separator.
              <span
                key={cell.key}
                className={
                  index === 0 ? 'truncate' : "shrink-0 whitespace-pre empty:hidden before:content-['_·_']"
                }
              >
                {cell}
              </span>
            ))}
          </span>
        )}
      </span>
      <span className="grid justify-items-end gap-1 text-13 tabular-nums">{cells(trailing)}</span>
    </div>
  );
}
