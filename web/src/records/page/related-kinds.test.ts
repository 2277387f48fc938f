import { expect, it } from 'vitest';
import type { FieldMeta, KindMeta, RecordRow, RelatedGroup } from '@/api/types';
import { countOf, mayAdd, relatedSets } from './related-kinds';

const reference = (key: string, target: string) =>
  ({ key, type: 'reference', target, custom: false }) as FieldMeta;
const kind = (key: string, fields: FieldMeta[], capabilities = ['page']) =>
  ({ key, fields, capabilities }) as KindMeta;

const company = kind('company', [reference('parent_id', 'company')]);
const deal = kind('deal', [reference('company_id', 'company'), reference('contact_id', 'contact')]);
const task = kind('task', [reference('company_id', 'company')]);
const stage = kind('stage', [reference('company_id', 'company')], []);
const group = (of: string, field: string, count: number): RelatedGroup => ({
  kind: of,
  field,
  count,
  approximate: false,
  records: [],
});

it('lists what can point here, filled sets first, without what the timeline shows', () => {
  const sets = relatedSets({ kinds: [company, deal, task, stage] }, company, [
    group('deal', 'company_id', 4),
  ]);
  expect(sets.map((set) => [set.kind.key, set.field.key, set.count])).toEqual([
    ['deal', 'company_id', 4],
    ['company', 'parent_id', 0],
  ]);
});

it('adds up what several fields count', () => {
  const groups = [group('task', 'record', 2), group('task', 'parent', 1)];
  expect(countOf(groups, 'task')).toBe(3);
  expect(countOf(groups, 'note')).toBeUndefined();
});

const may = (field: Partial<FieldMeta>, create: 'all' | 'none', deleted_at: string | null) => {
  const [set] = relatedSets(
    {
      kinds: [
        {
          ...kind('ticket', [{ ...reference('follows_id', 'company'), ...field } as FieldMeta]),
          rights: { create },
        },
      ] as KindMeta[],
    },
    company,
    [],
  );
  return set !== undefined && mayAdd(set, { deleted_at } as RecordRow);
};

it('adds nothing by a field that Kith itself writes', () => {
  const open = { read_only: false, access: 'write' } as const;
  expect(may(open, 'all', null)).toBe(true);
  expect(may({ ...open, read_only: true }, 'all', null)).toBe(false);
  expect(may({ ...open, access: 'read' }, 'all', null)).toBe(false);
  expect(may(open, 'none', null)).toBe(false);
  expect(may(open, 'all', '2026-03-02T09:00:00Z')).toBe(false);
});
