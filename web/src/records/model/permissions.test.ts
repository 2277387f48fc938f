import { describe, expect, it } from 'vitest';
import type { Reach, RecordRow } from '@/api/types';
import { sampleField, sampleKind } from '@/testing/sample';
import { may, mayWrite, ownerKey } from './permissions';

const me = { id: 'ana', team_user_ids: ['ana', 'leah'] };
const kind = (update: Reach, owned = true) =>
  sampleKind('lead', 'leads', {
    capabilities: owned ? ['table', 'owner'] : ['table'],
    rights: { create: 'all', read: 'all', update, delete: 'none', export: 'none', assign: 'team' },
    fields: owned
      ? [sampleField('name'), sampleField('owner_id', { type: 'reference' })]
      : [sampleField('name')],
  });
const record = (owner: string | null, rest: Partial<RecordRow> = {}): RecordRow => ({
  id: 'r',
  version: 1,
  title: 'R',
  created_at: '',
  updated_at: '',
  created_by: 'ana',
  owner_id: owner,
  ...rest,
});

describe('may', () => {
  it.each<[Reach, string | null, boolean]>([
    ['none', 'ana', false],
    ['own', 'ana', true],
    ['own', 'leah', false],
    ['own', null, false],
    ['team', 'leah', true],
    ['team', 'tom', false],
    ['team', null, false],
    ['all', null, true],
  ])('reach %s over a record of %s: %s', (reach, owner, expected) => {
    expect(may('update', kind(reach), record(owner), me)).toBe(expected);
  });

  it('asks without a record whether there may be any', () => {
    expect(may('update', kind('own'), undefined, me)).toBe(true);
    expect(may('update', kind('none'), undefined, me)).toBe(false);
  });

  it('goes by who made it where records have no owner', () => {
    expect(may('update', kind('own', false), record('tom'), me)).toBe(true);
  });
});

describe('mayWrite', () => {
  const name = sampleField('name');
  it('refuses what only the server sets, what is read only for this person, and what is in the trash', () => {
    expect(mayWrite(name, kind('all'), record('tom'), me)).toBe(true);
    expect(mayWrite({ ...name, read_only: true }, kind('all'), record('tom'), me)).toBe(false);
    expect(mayWrite({ ...name, access: 'read' }, kind('all'), record('tom'), me)).toBe(false);
    expect(mayWrite(name, kind('all'), record('tom', { deleted_at: '2026-01-01T00:00:00Z' }), me)).toBe(
      false,
    );
  });

  it('refuses to change what became other records', () => {
    expect(mayWrite(name, kind('all'), record('tom', { status: 'converted' }), me)).toBe(false);
  });

  it('asks for the right to assign where the owner is concerned', () => {
    const owner = sampleField('owner_id', { type: 'reference' });
    expect(mayWrite(owner, kind('all'), record('tom'), me)).toBe(false);
    expect(mayWrite(owner, kind('none'), record('leah'), me)).toBe(true);
  });
});

describe('ownerKey', () => {
  it('is the assignee for tasks and nothing for what nobody owns', () => {
    const task = sampleKind('task', 'tasks', {
      capabilities: ['owner'],
      fields: [sampleField('assignee_id')],
    });
    expect(ownerKey(task)).toBe('assignee_id');
    expect(ownerKey(kind('all', false))).toBeNull();
  });
});
