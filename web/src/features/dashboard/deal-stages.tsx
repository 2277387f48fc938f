import type { ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import type { DealStage } from './dashboard-query';
import { ListLink } from '@/records/page/list-link';
import type { Lists } from './list-filters';
import { Panel } from './panel';
import { addMoney, ownMoney } from '@/lib/totals';

interface DealStagesProps {
  stages: readonly DealStage[];
  lists: Lists;
  /** Where there are several pipelines. */
  chooser: ReactNode;
}

/** Open deals per stage: the bar is the amount, its solid part what it is worth by probability. */
export function DealStages({ stages, lists, chooser }: DealStagesProps) {
  const t = useT();
  const format = useFormat();
  const amountOf = (list: DealStage['amount']) => ownMoney(list, format.currency).amount;
  const longest = Math.max(1, ...stages.map(({ amount }) => amountOf(amount)));
  const deals = stages.reduce((sum, { count }) => sum + count, 0);
  const total = addMoney(
    stages.map(({ amount }) => amount),
    format.currency,
  );
  const weighted = addMoney(
    stages.map(({ weighted }) => weighted),
    format.currency,
  );

  return (
    <Panel
      title={t('dashboard.deals_per_stage')}
      end={
        <span className="flex items-center gap-1">
          {t('dashboard.open_count', { count: format.number(deals) })}
          {chooser}
        </span>
      }
      table={{
        columns: ['stage', 'deals', 'amount', 'weighted'].map((column) =>
          t(`dashboard.column.${column as 'stage'}`),
        ),
        rows: stages.map(({ stage, count, amount, weighted }) => ({
          key: stage.id,
          cells: [
            stage.title,
            format.number(count),
            format.moneySum(amount, false),
            format.moneySum(weighted, false),
          ],
        })),
      }}
    >
      {deals === 0 ? (
        <p className="mt-2 text-ink-2">{t('dashboard.no_deals')}</p>
      ) : (
        <>
          <ul className="mt-1.5">
            {stages.map(({ stage, count, amount, weighted }) => (
              <li key={stage.id}>
                <ListLink
                  kinds="deals"
                  filter={lists.dealsIn(stage.id)}
                  className="-mx-2 grid grid-cols-[1fr_auto] gap-y-1.5 rounded-ctl px-2 py-2.5 hover:bg-row-hover"
                >
                  <span className="font-medium">
                    {stage.title}{' '}
                    <span className="ml-0.5 text-12 text-ink-3 tabular-nums">
                      {format.number(count)}
                      <span className="sr-only"> {t('dashboard.deals_word', { count })}</span>
                    </span>
                  </span>
                  <span className="font-medium tabular-nums">
                    {format.moneySum(amount)}
                    <span className="sr-only">
                      {t('dashboard.of_it_weighted', { amount: format.moneySum(weighted) })}
                    </span>
                  </span>
                  <StageBar total={amountOf(amount) / longest} weighted={amountOf(weighted) / longest} />
                </ListLink>
              </li>
            ))}
          </ul>
          <ul className="mt-2.5 flex flex-wrap gap-x-3.5 gap-y-1 text-12 text-ink-2 tabular-nums">
            <li className="inline-flex items-center gap-1.5">
              <span aria-hidden="true" className="size-2 rounded-[2px] bg-c1" />
              {t('dashboard.legend.weighted', { amount: format.moneyShort(weighted) })}
            </li>
            <li className="inline-flex items-center gap-1.5">
              <span aria-hidden="true" className="size-2 rounded-[2px] bg-c1-soft" />
              {t('dashboard.legend.total', { amount: format.moneyShort(total) })}
            </li>
          </ul>
        </>
      )}
    </Panel>
  );
}

/** Both are shares of the longest bar. */
function StageBar({ total, weighted }: { total: number; weighted: number }) {
  return (
    <span aria-hidden="true" className="col-span-full flex h-2">
      <span
        className="h-2 rounded-l-[2px] bg-c1 forced-color-adjust-none"
        style={{ width: `${Math.min(weighted, total) * 100}%` }}
      />
      <span
        className="h-2 rounded-r-[2px] bg-c1-soft forced-color-adjust-none"
        style={{ width: `${Math.max(0, total - weighted) * 100}%` }}
      />
    </span>
  );
}
