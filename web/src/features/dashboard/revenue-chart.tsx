import { Link } from '@tanstack/react-router';
import type { Money } from '@/api/types';
import { monthShort } from '@/i18n/span-words';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { otherMoney, ownMoney } from '@/lib/totals';
import type { FilterGroup } from '@/records/model/filter-tree';
import type { Axis } from '@/ui/charts/axis';
import { LineChart } from '@/ui/charts/line-chart';
import type { RevenueMonth } from './dashboard-query';

export interface RevenuePoint extends RevenueMonth {
  name: string;
  /** In the workspace's currency. */
  won: number;
  wonBefore: number;
  filter: FilterGroup;
}

/** Two curves over twelve months, each month the link to its won deals. */
export function RevenueChart({ points, axis }: { points: readonly RevenuePoint[]; axis: Axis }) {
  const t = useT();
  const format = useFormat();
  const best = points.reduce((most, point) => (point.won > most.won ? point : most));
  const summary = t('dashboard.revenue_summary', {
    first: points[0]?.name ?? '',
    last: points.at(-1)?.name ?? '',
    total: format.moneyShort({
      amount: points.reduce((total, { won }) => total + won, 0),
      currency: format.currency,
    }),
    month: best.name,
    amount: format.moneyShort({ amount: best.won, currency: format.currency }),
  });
  const texts = (sums: readonly Money[]) =>
    [ownMoney(sums, format.currency), ...otherMoney(sums, format.currency)].map((one) =>
      format.moneyShort(one),
    );

  return (
    <div className="mt-4">
      <LineChart
        summary={summary}
        ticks={axis.ticks.map((tick) => ({ value: tick, text: format.number(tick / axis.perUnit) }))}
        lines={[
          {
            name: t('dashboard.revenue'),
            color: 'var(--c1)',
            values: points.map(({ won }) => won),
            texts: points.map(({ amount }) => texts(amount)),
          },
          {
            name: t('dashboard.revenue_before'),
            color: 'var(--c-prev)',
            dashed: true,
            values: points.map(({ wonBefore }) => wonBefore),
            texts: points.map(({ before }) => texts(before)),
          },
        ]}
        spots={points.map(({ month, name, amount, before, filter }) => ({
          key: month,
          title: name,
          short: monthShort(month, format.locale),
          label: t('dashboard.revenue_month', {
            month: name,
            now: format.moneySum(amount),
            before: format.moneySum(before),
          }),
          link: <Link to="/$plural" params={{ plural: 'deals' }} search={{ filter }} preload={false} />,
        }))}
      />
    </div>
  );
}
