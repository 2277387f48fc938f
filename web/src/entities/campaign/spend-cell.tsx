import { useQuery } from '@tanstack/react-query';
import { cn } from '@/lib/cn';
import { isMoney } from '@/records/fields/value-guards';
import type { CellProps } from '@/records/model/field-context';
import { figuresQuery } from './figures-query';

/** What was spent, and beside it what came back of that. */
export function SpendCell({ value, record, ctx, compact }: CellProps) {
  const { data } = useQuery({ ...figuresQuery(record.id), enabled: !compact });
  if (!isMoney(value)) return null;
  const amount = ctx.format.money(value);
  if (compact || typeof data?.roi !== 'number') return <>{amount}</>;
  return (
    <>
      {amount}{' '}
      <span className={cn('text-12', data.roi < 0 ? 'text-ink-3' : 'text-success')}>
        {ctx.t('campaign.roi_short', { share: ctx.format.percent(data.roi / 100) })}
      </span>
    </>
  );
}
