import type { CellProps } from '@/records/model/field-context';

/** How long ago we last spoke. Never is an answer too. */
export function LastContactCell({ value, ctx }: CellProps) {
  if (typeof value !== 'string' || value === '') return <>{ctx.t('when.never')}</>;
  return (
    <time dateTime={value} title={ctx.format.full(value)}>
      {ctx.format.ago(value)}
    </time>
  );
}
