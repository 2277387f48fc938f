import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import type { RevenuePoint } from './revenue-chart';
import { otherMoney, ownMoney } from '@/lib/totals';

/** The numbers of a month beside its mark. To ears the month's link says them. */
export function RevenueTip({
  point,
  left,
  flipped,
}: {
  point: RevenuePoint;
  left: number;
  flipped: boolean;
}) {
  const t = useT();
  const format = useFormat();
  const rows = [
    { name: t('dashboard.revenue'), sums: point.amount, swatch: 'bg-c1', ink: 'font-medium text-ink' },
    { name: t('dashboard.revenue_before'), sums: point.before, swatch: 'bg-c-prev', ink: '' },
  ];
  return (
    <div
      aria-hidden="true"
      className={cn(
        'pointer-events-none absolute top-0 z-10 grid w-max gap-0.5 rounded-card border border-line-raised bg-raised px-2.5 py-2 text-12 text-ink-2 shadow-pop',
        flipped ? '-ml-3 -translate-x-full' : 'ml-3',
      )}
      style={{ left: `${left}%` }}
    >
      <span className="font-medium text-ink">{point.name}</span>
      {rows.map(({ name, sums, swatch, ink }) => (
        <span key={name} className="flex gap-4">
          <span className="inline-flex items-center gap-1.5">
            <span className={cn('h-0.5 w-2.5 rounded-full forced-color-adjust-none', swatch)} />
            {name}
          </span>
          <span className={cn('ml-auto text-right', ink)}>
            {format.moneyShort(ownMoney(sums, format.currency))}
            {otherMoney(sums, format.currency).map((money) => (
              <span key={money.currency} className="block font-normal text-ink-2">
                {format.moneyShort(money)}
              </span>
            ))}
          </span>
        </span>
      ))}
    </div>
  );
}
