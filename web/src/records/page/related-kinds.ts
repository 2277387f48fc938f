import type { Bootstrap, FieldMeta, KindMeta, RecordRow, RelatedGroup } from '@/api/types';
import { fieldPath } from '../model/field-path';

/** Records of one kind that point here by one field. */
export interface RelatedSet {
  kind: KindMeta;
  field: FieldMeta;
  count: number;
  approximate: boolean;
  records: RelatedGroup['records'];
}

/** Kinds that the timeline shows; they have tabs of their own. */
const ON_TIMELINE = new Set(['note', 'task', 'interaction', 'file']);

/** Everything that may point to a record of this kind, filled sets first, and how much of it there is. */
export function relatedSets(
  { kinds }: Pick<Bootstrap, 'kinds'>,
  about: KindMeta,
  groups: readonly RelatedGroup[],
): RelatedSet[] {
  const sets = kinds
    .filter((kind) => kind.capabilities.includes('page') && !ON_TIMELINE.has(kind.key))
    .flatMap((kind) =>
      kind.fields
        .filter((field) => field.type === 'reference' && field.target === about.key)
        .map((field): RelatedSet => {
          const group = groups.find((one) => one.kind === kind.key && one.field === fieldPath(field));
          return {
            kind,
            field,
            count: group?.count ?? 0,
            approximate: group?.approximate ?? false,
            records: group?.records ?? [],
          };
        }),
    );
  return sets.toSorted((a, b) => Number(b.count > 0) - Number(a.count > 0));
}

/** Whether another one can be made that points to the record: not where Kith itself says what points there. */
export function mayAdd({ kind, field }: RelatedSet, record: RecordRow): boolean {
  return kind.rights.create !== 'none' && !field.read_only && field.access === 'write' && !record.deleted_at;
}

/** How many notes, tasks, interactions and files there are, for the tabs. */
export function countOf(groups: readonly RelatedGroup[], kind: string): number | undefined {
  const own = groups.filter((group) => group.kind === kind);
  return own.length === 0 ? undefined : own.reduce((sum, group) => sum + group.count, 0);
}
