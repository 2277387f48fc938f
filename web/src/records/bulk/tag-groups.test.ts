import { describe, expect, it } from 'vitest';
import type { RecordRow } from '@/api/types';
import { exportQuery } from './download-selection';
import { tagGroups } from './tag-groups';

const record = (id: string, tags: string[]): RecordRow => ({
  id,
  version: 1,
  title: id,
  created_at: '',
  updated_at: '',
  created_by: null,
  tags,
});

describe('tagGroups', () => {
  it('puts records together that end up with the same tags, and leaves out those that have them', () => {
    const groups = tagGroups(
      [record('a', []), record('b', ['x']), record('c', []), record('d', ['new'])],
      ['new'],
    );
    expect(groups).toEqual([
      { tags: ['new'], ids: ['a', 'c'] },
      { tags: ['x', 'new'], ids: ['b'] },
    ]);
  });
});

describe('exportQuery', () => {
  it('turns ids and exceptions into conditions', () => {
    expect(exportQuery({ ids: ['a'] }, ['title'])).toEqual({
      columns: 'title',
      filter: '{"field":"id","op":"in","value":["a"]}',
    });
    const filter = { field: 'stage', op: 'eq', value: 'new' };
    expect(exportQuery({ filter, q: 'acme', except: ['b'] }, ['title', 'stage'])).toEqual({
      columns: 'title,stage',
      q: 'acme',
      filter: JSON.stringify({ and: [filter, { field: 'id', op: 'not_in', value: ['b'] }] }),
    });
    expect(exportQuery({ filter: { and: [] } }, ['title'])).toEqual({ columns: 'title' });
  });
});
