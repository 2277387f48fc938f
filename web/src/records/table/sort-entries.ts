import type { Translate } from '@/i18n/t';
import type { MenuEntry } from '@/ui/menu-types';
import type { FieldContext } from '../model/field-context';
import type { SortKey } from '../model/sort';
import type { ColumnActions } from './use-column-actions';

/** The fields a list can be ordered by, and the two directions. */
export function sortEntries(
  sort: readonly SortKey[],
  contexts: ReadonlyMap<string, FieldContext>,
  actions: ColumnActions,
  t: Translate,
): MenuEntry[] {
  const [first] = sort;
  const fields = [...contexts.values()].filter((ctx) => ctx.field.sortable);
  return [
    ...fields.map((ctx): MenuEntry => ({
      type: 'item',
      id: ctx.path,
      label: ctx.label,
      checked: first?.field === ctx.path,
      onSelect: () => actions.sortBy(ctx.path, first?.descending ?? false),
    })),
    { type: 'separator', id: 'line' },
    ...[false, true].map((descending): MenuEntry => ({
      type: 'item',
      id: descending ? 'descending' : 'ascending',
      label: t(descending ? 'records.column.descending' : 'records.column.ascending'),
      checked: first?.descending === descending,
      disabled: !first,
      onSelect: () => first && actions.sortBy(first.field, descending),
    })),
  ];
}
