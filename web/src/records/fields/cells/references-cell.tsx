import { Avatar } from '@/ui/avatar';
import { Tag } from '@/ui/tag';
import type { CellProps } from '../../model/field-context';
import { referencesTo } from '../reference-value';
import { SomeOf } from './some-of';

export function ReferencesCell({ value, record, ctx, compact }: CellProps) {
  return (
    <SomeOf
      items={referencesTo(ctx, value, record)}
      max={compact ? 1 : 3}
      render={(entry) =>
        entry.hue !== undefined ? (
          <Avatar
            key={entry.id}
            name={entry.title}
            hue={entry.hue}
            picture={entry.picture}
            label={entry.title}
          />
        ) : (
          <Tag key={entry.id} color={entry.color}>
            {entry.title}
          </Tag>
        )
      }
    />
  );
}
