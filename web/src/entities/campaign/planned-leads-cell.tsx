import { useQuery } from '@tanstack/react-query';
import type { CellProps } from '@/records/model/field-context';
import { figuresQuery } from './figures-query';

/** How many leads there are of those that were planned. All rows on the screen ask with one request. */
export function PlannedLeadsCell({ value, record, ctx }: CellProps) {
  const { data } = useQuery(figuresQuery(record.id));
  const planned = typeof value === 'number' ? ctx.format.number(value) : null;
  if (!data) return <>{planned}</>;
  const leads = ctx.format.number(data.leads);
  if (planned === null) return <>{leads}</>;
  return (
    <>
      {leads} <span className="text-ink-3">{ctx.t('campaign.of_planned', { planned })}</span>
    </>
  );
}
