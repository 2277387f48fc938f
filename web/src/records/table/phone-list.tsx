import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { cn } from '@/lib/cn';
import { Skeleton } from '@/ui/skeleton';
import type { FieldContext } from '../model/field-context';
import { ANNOUNCED } from './grid-props';
import { PhoneRow } from './phone-row';
import { isNothing, isTicked } from './selection';
import type { SelectionControl } from './use-selection';

interface PhoneListProps {
  kind: KindMeta;
  rows: readonly RecordRow[];
  offset: number;
  hasNext: boolean;
  onNeedNext: () => void;
  onNeedPrevious: () => void;
  stale: boolean;
  contexts: ReadonlyMap<string, FieldContext>;
  selection: SelectionControl;
}

const ROW_HEIGHT = 64;
const OVERSCAN = 6;
const AHEAD = 12;

/** The list on a phone: two lines a record, one column. */
export function PhoneList(props: PhoneListProps) {
  const { kind, rows, offset, hasNext, onNeedNext, onNeedPrevious, stale, contexts, selection } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: offset + rows.length + (hasNext ? ANNOUNCED : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    initialRect: { width: 360, height: 640 },
  });
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (last + AHEAD >= offset + rows.length) onNeedNext();
    if (offset > 0 && first < offset + AHEAD) onNeedPrevious();
  }, [first, last, offset, rows.length, onNeedNext, onNeedPrevious]);

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul
        aria-label={kindLabel(kind)}
        aria-busy={stale}
        className={cn('relative transition-opacity duration-80', stale && 'opacity-60 delay-150')}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const record = rows[item.index - offset];
          return (
            <li
              key={record?.id ?? item.index}
              className="absolute inset-x-0 top-0 h-16"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {record ? (
                <PhoneRow
                  kind={kind}
                  record={record}
                  contexts={contexts}
                  ticking={!isNothing(selection.selection)}
                  ticked={isTicked(selection.selection, record.id)}
                  onTick={(on) => selection.toggle(record.id, item.index, on, false)}
                />
              ) : (
                <div aria-hidden="true" className="flex h-16 items-center gap-3 px-3">
                  <Skeleton className="size-9 rounded-full" />
                  <span className="grid flex-1 gap-2">
                    <Skeleton className="h-3 w-2/5" />
                    <Skeleton className="h-2.5 w-3/5" />
                  </span>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
