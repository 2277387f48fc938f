import type { CellProps } from '../../model/field-context';

/** Email, phone and web addresses: the text is a link, but the cell around it stays a cell. */
export function LinkCell({ value, ctx, compact }: CellProps) {
  if (typeof value !== 'string' || value === '') return null;
  if (compact) return <>{value}</>;
  const { type } = ctx.field;
  return (
    <a
      href={hrefOf(type, value)}
      tabIndex={-1}
      className="hover:text-link hover:underline"
      {...(type === 'url' && { target: '_blank', rel: 'noreferrer' })}
    >
      {type === 'url' ? value.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '') : value}
    </a>
  );
}

function hrefOf(type: string, value: string): string {
  if (type === 'email') return `mailto:${value}`;
  if (type === 'phone') return `tel:${value.replace(/[^\d+]/g, '')}`;
  return /^https?:\/\//i.test(value) ? value : `https://${value}`;
}
