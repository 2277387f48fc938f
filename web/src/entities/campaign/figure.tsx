import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import type { FilterGroup } from '@/records/model/filter-tree';
import { ListLink } from '@/records/page/list-link';

interface FigureProps {
  label: string;
  value: string;
  /** What it is measured against, smaller behind the value. */
  of?: string | null;
  note?: string | null;
  tone?: 'neutral' | 'warning' | 'danger';
  /** A bar between value and note. */
  bar?: ReactNode;
  /** The list behind it, where there is one. */
  list?: { kinds: string; filter: FilterGroup };
}

/** One figure of a campaign, which leads to the records that it counts. */
export function Figure({ label, value, of, note, tone = 'neutral', bar, list }: FigureProps) {
  const body = (
    <>
      <span className="block truncate text-12 text-ink-2">{label}</span>
      <span className="mt-0.5 flex flex-wrap items-baseline gap-x-1.5 tabular-nums">
        <span className="text-20 font-semibold">{value}</span>
        {of && <span className="text-ink-3">{of}</span>}
      </span>
      {bar && <span className="mt-1.5 block">{bar}</span>}
      {note && (
        <span
          className={cn(
            'mt-1 block truncate text-12 tabular-nums',
            tone === 'neutral' && 'text-ink-3',
            tone === 'warning' && 'font-medium text-warning',
            tone === 'danger' && 'font-medium text-danger',
          )}
        >
          {note}
        </span>
      )}
    </>
  );
  const box = 'block h-full px-3.5 py-3';
  return (
    <li className="min-w-0 bg-surface">
      {list ? (
        <ListLink {...list} className={cn(box, 'focus-inset hover:bg-row-hover')}>
          {body}
        </ListLink>
      ) : (
        <div className={box}>{body}</div>
      )}
    </li>
  );
}
