import { describe, expect, it } from 'vitest';
import type { FieldMeta, KindMeta, RecordRow } from '@/api/types';
import { composerModes, entryBody } from './composer-modes';

const field = (key: string, rest: Partial<FieldMeta> = {}) =>
  ({ key, type: 'text', custom: false, access: 'write', options: [], target: null, ...rest }) as FieldMeta;
const reference = (key: string, target: string) => field(key, { type: 'reference', target });
const kind = (key: string, fields: FieldMeta[], create = 'all') =>
  ({ key, fields, rights: { create } }) as KindMeta;

const call = { value: 'call', label: 'Call', color: null };
const note = kind('note', [field('body')]);
const task = kind('task', [
  field('name'),
  field('due_at', { type: 'datetime' }),
  reference('assignee_id', 'user'),
]);
const interaction = kind('interaction', [
  field('kind', { type: 'select', options: [call] }),
  reference('company_id', 'company'),
  reference('owner_id', 'user'),
  reference('deal_id', 'deal'),
]);
const deal = kind('deal', [reference('company_id', 'company'), reference('owner_id', 'user')]);
const record = { id: 'd1', company_id: 'c1', owner_id: 'u1' } as unknown as RecordRow;
const kinds = [note, interaction, task, deal];

describe('composerModes', () => {
  it('offers what the person may create and what can be linked to the record', () => {
    expect(composerModes({ kinds }, deal).map(({ id }) => id)).toEqual(['note', 'call', 'task']);
    expect(composerModes({ kinds }, kind('campaign', [])).map(({ id }) => id)).toEqual(['note', 'task']);
    expect(composerModes({ kinds: [kind('note', [], 'none'), task] }, deal).map(({ id }) => id)).toEqual([
      'task',
    ]);
  });
});

describe('entryBody', () => {
  const modes = new Map(composerModes({ kinds }, deal).map((mode) => [mode.id, mode]));
  const body = (id: string, text: string, values = {}) => {
    const mode = modes.get(id);
    if (!mode) throw new Error(`no mode ${id}`);
    return entryBody({ mode: id, text, values }, mode, deal, record);
  };

  it('makes a note of the whole text', () => {
    expect(body('note', ' one\ntwo ')).toEqual({ body: 'one\ntwo', record: { kind: 'deal', id: 'd1' } });
  });

  it('takes the first line as the name of a task', () => {
    expect(
      body('task', 'Send quote\nthe revised one', { due_at: '2026-11-22T10:00:00Z', assignee_id: '' }),
    ).toEqual({
      name: 'Send quote',
      description: 'the revised one',
      record: { kind: 'deal', id: 'd1' },
      due_at: '2026-11-22T10:00:00Z',
    });
  });

  it('links a call to the deal and to the company of the deal', () => {
    expect(body('call', 'Board approved')).toEqual({
      kind: 'call',
      subject: 'Board approved',
      company_id: 'c1',
      deal_id: 'd1',
    });
  });
});
