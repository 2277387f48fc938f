import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import { useWorkspace } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { dayOf, isPlainDate } from '@/lib/days';
import { useNow } from '@/lib/use-now';
import type { BoardProps } from '@/records/table/board-layout';
import { ListError } from '@/records/table/list-error';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { SegmentedControl } from '@/ui/segmented-control';
import { ChangesPanel } from './changes-panel';
import { FigureLink } from './figure-link';
import { ForecastBody } from './forecast-body';
import { outside } from './forecast-data';
import { periodsFrom, turned, type By } from './forecast-periods';
import { ForecastSkeleton } from './forecast-skeleton';
import { periodName } from './period-name';
import { useForecast } from './use-forecast';

const icon = { size: 16, strokeWidth: 1.75 };

/** What the filtered deals are expected to bring, by month or quarter and by owner. */
export function DealForecast({ kind, list, query, phone }: BoardProps) {
  const t = useT();
  const format = useFormat();
  const { fiscal_year_start: yearStart } = useWorkspace();
  const today = dayOf(useNow(), format.timeZone);
  const by: By = list.query.by === 'quarter' ? 'quarter' : 'month';
  const at = list.query.at !== null && isPlainDate(list.query.at) ? list.query.at : today;
  const periods = useMemo(() => periodsFrom(at, by, yearStart), [at, by, yearStart]);
  const { data, error, refetch, isPlaceholderData } = useForecast(kind, query, periods, today);
  const [first, last] = [periods[0], periods.at(-1)];
  if (error && !data) {
    const reset = list.changed || list.query.view !== null ? () => list.chooseView(null) : null;
    return <ListError error={error} onRetry={() => void refetch()} onReset={reset} />;
  }
  const turn = (direction: 1 | -1) => list.change({ at: turned(periods, by, direction) }, { replace: true });
  const here = periodsFrom(today, by, yearStart)[0]?.first === first?.first;
  return (
    <div className="flex min-h-0 flex-1 flex-col border-t border-line bg-surface max-md:border-t-0">
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2 max-md:px-3">
        <SegmentedControl
          label={t('forecast.by')}
          value={by}
          onValueChange={(next) => list.change({ by: next }, { replace: true })}
          segments={[
            { value: 'month', label: t('forecast.by.month') },
            { value: 'quarter', label: t('forecast.by.quarter') },
          ]}
        />
        <span className="flex items-center">
          <IconButton
            label={t('forecast.earlier')}
            icon={<ChevronLeft {...icon} />}
            size={phone ? 'tap' : 'md'}
            onClick={() => turn(-1)}
          />
          <IconButton
            label={t('forecast.later')}
            icon={<ChevronRight {...icon} />}
            size={phone ? 'tap' : 'md'}
            onClick={() => turn(1)}
          />
        </span>
        {first && last && (
          <h2 className="text-13 font-semibold tabular-nums" aria-live="polite">
            {t('forecast.span', {
              from: periodName(first, 'month', format),
              to: periodName({ ...last, first: `${last.last.slice(0, 7)}-01` }, 'month', format),
            })}
          </h2>
        )}
        {!here && (
          <Button size="sm" variant="ghost" onClick={() => list.change({ at: null }, { replace: true })}>
            {t('forecast.now')}
          </Button>
        )}
        {data && (
          <p className="ml-auto flex flex-wrap gap-x-4 gap-y-1 text-ink-2 max-md:ml-0">
            {data.late.count > 0 && (
              <FigureLink list={list} conditions={outside.late(today)} className="text-warning">
                {t('forecast.late', { count: data.late.count, amount: format.moneySum(data.late.amount) })}
              </FigureLink>
            )}
            {data.undated.count > 0 && (
              <FigureLink list={list} conditions={outside.undated}>
                {t('forecast.undated', {
                  count: data.undated.count,
                  amount: format.moneySum(data.undated.amount),
                })}
              </FigureLink>
            )}
          </p>
        )}
      </div>
      <div className={cn('min-h-0 flex-1 overflow-y-auto', isPlaceholderData && 'opacity-60')}>
        {data ? (
          <ForecastBody
            periods={data.periods}
            by={by}
            today={today}
            list={list}
            query={query}
            phone={phone}
          />
        ) : (
          <ForecastSkeleton />
        )}
        {data && first && <ChangesPanel kind={kind} query={query} period={first} by={by} />}
        {data && <p className="px-4 py-4 text-12 text-ink-3 max-md:px-3">{t('forecast.rule')}</p>}
      </div>
    </div>
  );
}
