import { Tag } from '@/ui/tag';
import type { CellProps } from '../../model/field-context';
import { findOption, labelOfOption } from '../options';
import { textsOf } from '../value-guards';
import { SomeOf } from './some-of';

export function MultiSelectCell({ value, ctx, compact }: CellProps) {
  const values = textsOf(value);
  return (
    <SomeOf
      items={values}
      max={compact ? 1 : 3}
      render={(item) => (
        <Tag key={item} color={findOption(ctx, item)?.color}>
          {labelOfOption(ctx, item)}
        </Tag>
      )}
    />
  );
}
