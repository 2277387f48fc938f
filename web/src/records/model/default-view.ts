import type { KindMeta } from '@/api/types';
import type { ColumnState } from './columns';
import type { EntityDeclaration } from './define-entity';
import { EMPTY_FILTER } from './filter-tree';
import { findField } from './kind-fields';
import type { ViewState } from './query-state';
import { readSort } from './sort';

/** What a list shows before anybody has saved a view. */
export function defaultView(kind: KindMeta, entity: EntityDeclaration | undefined): ViewState {
  const widths = new Map(entity?.columns?.map((column) => [column.key, column.width]));
  const keys = entity?.columns?.map((column) => column.key) ?? kind.default_columns;
  const columns = ['title', ...keys.filter((key) => key !== 'title')]
    .filter((key) => findField(kind, key))
    .map((key): ColumnState => {
      const width = widths.get(key);
      return width === undefined ? { key } : { key, width };
    });
  const sort = readSort(kind.default_sort) ?? [];
  return { filter: entity?.filter ?? EMPTY_FILTER, sort, columns, layout: 'table', board: null };
}
