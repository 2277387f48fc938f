import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { requireAlso } from '@/records/model/filter-tree';
import type { ListState } from '@/records/table/use-list-state';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { monthFrom } from './month-grid';

interface CalendarBarProps {
  kind: KindMeta;
  list: ListState;
  month: string;
  today: string;
  /** The month in words. */
  title: string;
  phone: boolean;
  /** What the month comes to. */
  children: ReactNode;
}

const icon = { size: 16, strokeWidth: 1.75 };

/** Which month is shown, the way to others, and to the deals that no month can show. */
export function CalendarBar({ kind, list, month, today, title, phone, children }: CalendarBarProps) {
  const t = useT();
  const { view, q, filter } = list.query;
  const show = (at: string | null) => list.change({ at }, { replace: true });
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2 max-md:px-1">
      <IconButton
        label={t('calendar.previous')}
        icon={<ChevronLeft {...icon} />}
        size={phone ? 'tap' : 'md'}
        onClick={() => show(monthFrom(month, -1))}
      />
      <h2 className="min-w-32 text-center text-13 font-semibold" aria-live="polite">
        {title}
      </h2>
      <IconButton
        label={t('calendar.next')}
        icon={<ChevronRight {...icon} />}
        size={phone ? 'tap' : 'md'}
        onClick={() => show(monthFrom(month, 1))}
      />
      {!today.startsWith(month) && (
        <Button size="sm" variant="ghost" onClick={() => show(null)}>
          {t('calendar.today')}
        </Button>
      )}
      <p className="ml-auto flex flex-wrap items-center gap-x-4 text-ink-2 tabular-nums max-md:w-full max-md:px-2">
        <Link
          to="/$plural"
          params={{ plural: kind.plural }}
          search={{
            ...(view !== null && { view }),
            ...(q !== '' && { q }),
            filter: requireAlso(filter, { field: 'expected_close_on', op: 'empty' }),
            layout: 'table',
          }}
          className="touch-target relative hover:underline"
        >
          {t('calendar.undated')}
        </Link>
        {children}
      </p>
    </div>
  );
}
