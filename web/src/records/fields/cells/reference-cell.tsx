import { Avatar } from '@/ui/avatar';
import { Tag } from '@/ui/tag';
import type { CellProps } from '../../model/field-context';
import { ownerKey } from '../../model/permissions';
import { referenceTo } from '../reference-value';

/** A person with avatar and first name, a coloured set member as a tag, anything else by its title. */
export function ReferenceCell({ value, record, ctx, compact }: CellProps) {
  const target = referenceTo(ctx, value, record);
  if (!target) {
    if (ctx.path !== ownerKey(ctx.kind)) return null;
    return (
      <span className="inline-flex items-center gap-1.5 align-top text-ink-3">
        <Avatar kind="nobody" name="" />
        {ctx.t('records.nobody')}
      </span>
    );
  }
  if (target.hue !== undefined) {
    if (compact)
      return (
        <Avatar
          name={target.title}
          hue={target.hue}
          picture={target.picture}
          size={24}
          label={target.title}
        />
      );
    return (
      <span className="inline-flex max-w-full items-center gap-1.5 align-top" title={target.title}>
        <Avatar name={target.title} hue={target.hue} picture={target.picture} />
        <span className="truncate">{target.title.split(' ')[0]}</span>
      </span>
    );
  }
  if (target.color !== undefined) return <Tag color={target.color}>{target.title}</Tag>;
  return <>{target.title}</>;
}
