import { CalendarDays } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { EmptyState } from '@/ui/empty-state';
import { IconButton } from '@/ui/icon-button';
import type { Entry } from './entry';

interface EntryAgendaProps {
  days: ReadonlyMap<string, readonly Entry[]>;
  /** Days that are listed even where nothing stands on them. */
  every?: readonly string[];
  today: string;
  renderChip: (entry: Entry) => ReactNode;
  mayMove: (entry: Entry) => boolean;
  onAsk: (entry: Entry) => void;
}

/** Days with what stands on them, one below the other. */
export function EntryAgenda({ days, every, today, renderChip, mayMove, onAsk }: EntryAgendaProps) {
  const t = useT();
  const format = useFormat();
  const shown = every ?? [...days.keys()].toSorted();
  if (shown.length === 0) return <EmptyState icon={<CalendarDays />} title={t('agenda.empty')} />;
  return (
    <ol>
      {shown.map((day) => (
        <li key={day} data-day={day}>
          <h3
            className={cn(
              'sticky top-0 z-10 bg-canvas px-4 py-1.5 text-12 font-medium max-md:px-3',
              day === today ? 'text-link' : 'text-ink-2',
            )}
          >
            <time dateTime={day}>{format.date(day)}</time>
          </h3>
          {!days.has(day) && <p className="px-4 py-2 text-ink-3 max-md:px-3">{t('agenda.free')}</p>}
          <ul className="grid grid-cols-1 gap-1.5 px-4 py-2 empty:hidden max-md:px-3">
            {days.get(day)?.map((entry) => (
              <li key={entry.id} className="flex min-w-0 items-center gap-1">
                <div className="min-w-0 flex-1">{renderChip(entry)}</div>
                {mayMove(entry) && (
                  <IconButton
                    size="sm"
                    tooltip={false}
                    label={t('agenda.change_day', { title: entry.title })}
                    icon={<CalendarDays size={16} strokeWidth={1.75} />}
                    onClick={() => onAsk(entry)}
                  />
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
