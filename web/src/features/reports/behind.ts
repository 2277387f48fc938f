import type { KindMeta } from '@/api/types';
import { fieldsByPath } from '@/records/model/kind-fields';
import type { Condition, FilterGroup, FilterNode } from '@/records/model/filter-tree';
import type { Cell, Column, ResultRow, RowGroup } from './result-query';

export interface ListBehind {
  /** Plural. */
  kinds: string;
  filter: FilterGroup;
}

/** The list of the records that a figure counts; without a row that of the total. Null where there is none. */
export function listBehind(
  column: Column,
  row: ResultRow | null,
  kinds: readonly KindMeta[],
): ListBehind | null {
  const { behind } = column;
  if (!behind) return null;
  const kind = kinds.find(({ plural }) => plural === behind.kinds);
  if (!kind) return null;
  const groups = row === null ? [] : behind.by.map((field, index) => grouped(kind, field, row.groups[index]));
  const own = row?.filter ? [row.filter] : [];
  return { kinds: behind.kinds, filter: { and: [...flat(behind.filter), ...groups.flat(), ...own] } };
}

/** Whether there is anything to look at behind a figure. */
export function isFigure(cell: Cell | undefined): boolean {
  return cell !== null && cell !== undefined && (typeof cell === 'number' || cell.length > 0);
}

function grouped(kind: KindMeta, field: string, group: RowGroup | undefined): Condition[] {
  if (!group) return [];
  if (group.value === null) return [{ field, op: 'empty' }];
  const meta = fieldsByPath(kind).get(field);
  if (group.from !== undefined) {
    // A field that holds days is compared with days; one that holds moments with those the days begin at.
    const plain = meta?.type === 'date';
    return [
      { field, op: 'on_or_after', value: plain ? group.from : group.from_at },
      { field, op: 'before', value: plain ? group.to : group.to_at },
    ];
  }
  return meta?.type === 'boolean'
    ? [{ field, op: 'eq', value: group.value }]
    : [{ field, op: 'in', value: [group.value] }];
}

/** Conditions that all hold, one beside the other, as a list shows them. */
function flat(node: FilterNode): FilterNode[] {
  return 'and' in node ? node.and.flatMap(flat) : [node];
}
