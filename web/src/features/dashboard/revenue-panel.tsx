import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { toMajor } from '@/lib/money';
import { ListLink } from '@/records/page/list-link';
import { moneyAxis } from '@/ui/charts/axis';
import { LineLegend } from '@/ui/charts/line-legend';
import type { RevenueMonth } from './dashboard-query';
import type { Lists } from './list-filters';
import { Panel } from './panel';
import { RevenueChart } from './revenue-chart';
import { monthText } from '@/i18n/span-words';
import { addMoney, otherMoney, ownMoney } from '@/lib/totals';

/** What was won in each of twelve months, against the year before. */
export function RevenuePanel({ months, lists }: { months: readonly RevenueMonth[]; lists: Lists }) {
  const t = useT();
  const format = useFormat();
  const { locale, currency } = format;
  const points = months.map((month) => ({
    ...month,
    name: monthText(month.month, locale),
    won: Math.max(0, ownMoney(month.amount, currency).amount),
    wonBefore: Math.max(0, ownMoney(month.before, currency).amount),
    filter: lists.won(month),
  }));
  const largest = Math.max(...points.flatMap(({ won, wonBefore }) => [won, wonBefore]));
  const perMajor = 1 / toMajor({ amount: 1, currency });
  const axis = moneyAxis(largest, Math.round(perMajor), locale.endsWith('-IN'));
  const symbol = format.money({ amount: 0, currency }).replaceAll(/[\d\s.,]/g, '');
  const others = otherSums(months, currency);

  return (
    <Panel
      title={t('dashboard.revenue')}
      about={t(`dashboard.revenue_unit.${axis.unit}`, { symbol })}
      end={
        largest > 0 && (
          <div aria-hidden="true">
            <LineLegend
              lines={[
                { name: t('dashboard.revenue_now'), color: 'var(--c1)' },
                { name: t('dashboard.revenue_before'), color: 'var(--c-prev)' },
              ]}
            />
          </div>
        )
      }
      table={{
        columns: [t('dashboard.column.month'), t('dashboard.revenue'), t('dashboard.revenue_before')],
        rows: points.map(({ month, name, amount, before, filter }) => ({
          key: month,
          cells: [
            <ListLink key={month} kinds="deals" filter={filter} className="hover:underline">
              {name}
            </ListLink>,
            format.moneySum(amount, false),
            format.moneySum(before, false),
          ],
        })),
      }}
    >
      {largest === 0 ? (
        <p className="mt-2 text-ink-2">{t('dashboard.no_revenue')}</p>
      ) : (
        <RevenueChart points={points} axis={axis} />
      )}
      {others.length > 0 && (
        <p className="mt-2 text-12 text-ink-3 tabular-nums">
          {t('dashboard.revenue_others', { amount: format.moneySum(others) })}
        </p>
      )}
    </Panel>
  );
}

/** What was won in other currencies, currency by currency. */
function otherSums(months: readonly RevenueMonth[], own: string) {
  const lists = months.map(({ amount }) => otherMoney(amount, own));
  const currencies = new Set(lists.flat().map(({ currency }) => currency));
  return [...currencies].map((currency) => addMoney(lists, currency));
}
