import {
  ArrowDownRight,
  ArrowUpRight,
  CalendarMinus,
  CalendarPlus,
  Check,
  Plus,
  X,
  type LucideIcon,
} from 'lucide-react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import type { ListQuery } from '@/records/model/list-params';
import { PanelError } from '@/records/page/panel-error';
import { Skeleton } from '@/ui/skeleton';
import { ChangeButton } from './change-button';
import type { By, Period } from './forecast-periods';
import { periodName } from './period-name';
import { useChanges, type Change } from './use-changes';

interface ChangesPanelProps {
  kind: KindMeta;
  query: ListQuery;
  period: Period;
  by: By;
}

const icons: Record<Change, { Icon: LucideIcon; className: string }> = {
  new: { Icon: Plus, className: 'text-info' },
  won: { Icon: Check, className: 'text-success' },
  lost: { Icon: X, className: 'text-danger' },
  moved_in: { Icon: CalendarPlus, className: 'text-info' },
  moved_out: { Icon: CalendarMinus, className: 'text-warning' },
  up: { Icon: ArrowUpRight, className: 'text-success' },
  down: { Icon: ArrowDownRight, className: 'text-danger' },
};

/** What changed about the first period on the screen since last week, each change with its deals. */
export function ChangesPanel({ kind, query, period, by }: ChangesPanelProps) {
  const t = useT();
  const format = useFormat();
  const { data, error, refetch, isPlaceholderData } = useChanges(kind, query, period);
  const happened = data?.changes.filter(({ count }) => count > 0) ?? [];
  return (
    <section aria-labelledby="forecast-changes" className="border-t border-line px-4 py-4 max-md:px-3">
      <h3 id="forecast-changes" className="pb-2 font-semibold">
        {t('forecast.changes', { period: periodName(period, by, format) })}
      </h3>
      {!data && error ? (
        <PanelError error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <span role="status" aria-label={t('common.loading')}>
          <Skeleton className="h-8 w-80 max-md:w-full" />
        </span>
      ) : happened.length === 0 ? (
        <p className="text-ink-2">{t('forecast.changes.none')}</p>
      ) : (
        <ul className={cn('flex flex-wrap gap-2', isPlaceholderData && 'opacity-60')}>
          {happened.map((line) => {
            const { Icon, className } = icons[line.change];
            return (
              <li key={line.change}>
                <ChangeButton
                  line={line}
                  plural={kind.plural}
                  icon={<Icon size={16} strokeWidth={2} aria-hidden="true" className={className} />}
                />
              </li>
            );
          })}
        </ul>
      )}
      {data?.cut && <p className="pt-2 text-12 text-ink-3">{t('forecast.changes.cut')}</p>}
    </section>
  );
}
