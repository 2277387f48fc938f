import { describe, expect, it } from 'vitest';
import type {
  FieldMeta,
  KindMeta,
  TimelineChangeEntry,
  TimelineEntry,
  TimelineRecordEntry,
} from '@/api/types';
import { foldEntries, groupByDay } from './timeline-items';

const kind = {
  key: 'deal',
  fields: [
    { key: 'amount', read_only: false, custom: false },
    { key: 'probability', read_only: false, custom: false },
    { key: 'stage_id', read_only: false, custom: false },
    { key: 'weighted_amount', read_only: true, custom: false },
  ] as FieldMeta[],
} as KindMeta;

const ana = { id: 'u1', title: 'Ana' };
const ben = { id: 'u2', title: 'Ben' };

function change(
  id: string,
  at: string,
  changes: TimelineChangeEntry['changes'],
  actor = ana,
): TimelineChangeEntry {
  return { id, type: 'change', at: `2026-11-21T${at}Z`, actor, op: 'update', changes };
}

function note(id: string, at: string): TimelineRecordEntry {
  const record = { id, version: 1, title: '', created_at: '', updated_at: '', created_by: null };
  return { id, type: 'note', at: `2026-11-21T${at}Z`, actor: ana, record };
}

const amount = (old: number, next: number) => ({ field: 'amount', old, new: next });

const ids = (entries: TimelineEntry[]) => foldEntries(entries, kind).map((item) => item.id);

describe('foldEntries', () => {
  it('folds the edits of one person within ten minutes, from the first value to the last', () => {
    const items = foldEntries(
      [
        change('c', '10:09:00', [amount(2, 3)]),
        change('b', '10:05:00', [{ field: 'probability', old: 10, new: 20 }]),
        change('a', '10:00:00', [amount(1, 2)]),
      ],
      kind,
    );
    expect(items).toEqual([
      {
        type: 'fields',
        id: 'c',
        at: '2026-11-21T10:09:00Z',
        actor: ana,
        changes: [amount(1, 3), { field: 'probability', old: 10, new: 20 }],
      },
    ]);
  });

  it('keeps apart what another person did, what is older, and what a note stands between', () => {
    expect(
      ids([change('b', '10:01:00', [amount(2, 3)]), change('a', '10:00:00', [amount(1, 2)], ben)]),
    ).toEqual(['b', 'a']);
    expect(ids([change('b', '10:11:00', [amount(2, 3)]), change('a', '10:00:00', [amount(1, 2)])])).toEqual([
      'b',
      'a',
    ]);
    const between = [
      change('b', '10:02:00', [amount(2, 3)]),
      note('n', '10:01:00'),
      change('a', '10:00:00', [amount(1, 2)]),
    ];
    expect(ids(between)).toEqual(['b', 'n', 'a']);
  });

  it('tells a stage on a line of its own and leaves out what is computed', () => {
    const stage = { field: 'stage_id', old: { id: 's1', title: 'New' }, new: { id: 's2', title: 'Won' } };
    const items = foldEntries(
      [change('m', '10:00:00', [stage, amount(1, 2), { field: 'weighted_amount', old: 1, new: 2 }])],
      kind,
    );
    expect(items.map((item) => [item.type, item.id])).toEqual([
      ['moved', 'm'],
      ['fields', 'm-fields'],
    ]);
    expect(
      foldEntries([change('w', '10:00:00', [{ field: 'weighted_amount', old: 1, new: 2 }])], kind),
    ).toEqual([]);
  });

  it('drops a value that was put back', () => {
    const entries = [change('b', '10:01:00', [amount(2, 1)]), change('a', '10:00:00', [amount(1, 2)])];
    expect(foldEntries(entries, kind)).toEqual([]);
  });
});

describe('groupByDay', () => {
  it('uses the days of the reader, not of UTC', () => {
    const items = foldEntries([note('b', '20:00:00'), note('a', '10:00:00')], kind);
    expect(groupByDay(items, 'Asia/Kolkata').map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-21']);
    expect(groupByDay(items, 'UTC')).toHaveLength(1);
  });
});
