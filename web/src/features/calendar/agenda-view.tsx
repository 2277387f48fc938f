import { Link } from '@tanstack/react-router';
import { CalendarDays } from 'lucide-react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { referenceTo } from '@/records/fields/reference-value';
import { isMoney } from '@/records/fields/value-guards';
import type { KindMeta } from '@/api/types';
import { EmptyState } from '@/ui/empty-state';
import { IconButton } from '@/ui/icon-button';
import type { CalendarControl } from './calendar-control';
import { sumOf } from './sums';

interface AgendaViewProps {
  kind: KindMeta;
  weeks: readonly string[][];
  days: ReadonlyMap<string, readonly RecordRow[]>;
  calendar: CalendarControl;
}

/** The month on a phone: its days with deals, one below the other. */
export function AgendaView({ kind, weeks, days, calendar }: AgendaViewProps) {
  const t = useT();
  const format = useFormat();
  const company = useFieldContexts(kind).get('company_id');
  const shown = weeks.flat().filter((day) => day.startsWith(calendar.month) && days.has(day));
  if (shown.length === 0) return <EmptyState icon={<CalendarDays />} title={t('calendar.empty')} />;
  return (
    <ol>
      {shown.map((day) => {
        const deals = days.get(day) ?? [];
        return (
          <li key={day}>
            <h3
              className={cn(
                'sticky top-0 z-10 flex items-baseline justify-between gap-3 bg-canvas px-3 py-1.5 text-12 font-medium',
                day === calendar.today ? 'text-link' : 'text-ink-2',
              )}
            >
              <time dateTime={day}>{format.date(day)}</time>
              <span className="text-ink-3 tabular-nums">
                {format.moneySum(sumOf(deals.filter(({ status }) => status !== 'lost')))}
              </span>
            </h3>
            <ul className="divide-y divide-hairline">
              {deals.map((deal) => {
                const buyer = company && referenceTo(company, deal['company_id'], deal)?.title;
                const { amount, status } = deal;
                return (
                  <li key={deal.id} className="flex items-center gap-1 bg-surface pr-1">
                    <Link
                      to="/$plural/$id"
                      params={{ plural: kind.plural, id: deal.id }}
                      className="focus-inset flex min-h-16 min-w-0 flex-1 items-center gap-3 py-2 pl-3"
                    >
                      <span className="min-w-0 flex-1">
                        <span
                          className={cn('block truncate font-medium', status === 'lost' && 'line-through')}
                        >
                          {deal.title}
                        </span>
                        <span className="block truncate text-12 text-ink-2">
                          {[buyer, status === 'won' || status === 'lost' ? t(`calendar.${status}`) : null]
                            .filter(Boolean)
                            .join(' · ')}
                        </span>
                      </span>
                      {isMoney(amount) && (
                        <span className="shrink-0 font-medium tabular-nums">{format.moneyShort(amount)}</span>
                      )}
                    </Link>
                    {calendar.mayMove(deal) && (
                      <IconButton
                        size="tap"
                        tooltip={false}
                        label={t('calendar.change_day', { title: deal.title })}
                        icon={<CalendarDays strokeWidth={1.75} />}
                        onClick={() => calendar.ask(deal)}
                      />
                    )}
                  </li>
                );
              })}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
