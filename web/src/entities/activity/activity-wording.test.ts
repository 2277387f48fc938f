import { describe, expect, it } from 'vitest';
import type { FieldChange, FieldMeta, KindMeta } from '@/api/types';
import { aboutWhat, isNews, wordActivity } from './activity-wording';

const field = (key: string, rest: Partial<FieldMeta> = {}) => ({ key, label: key, ...rest }) as FieldMeta;
const kindOf = (key: string, fields: FieldMeta[]) => ({ key, fields }) as KindMeta;
const change = (field: string, old: unknown, next: unknown): FieldChange => ({ field, old, new: next });
const update = (kind: string, changes: FieldChange[]) => ({ kind, op: 'update' as const, changes });

const deal = kindOf('deal', [
  field('stage_id'),
  field('amount'),
  field('name'),
  field('status', { read_only: true }),
  field('weighted_amount', { read_only: true }),
  field('size', { custom: true }),
]);

const created = (kind: string) => wordActivity({ kind, op: 'create', changes: [] }, undefined).phrase;
const closedAs = (status: string) =>
  wordActivity(
    update('deal', [
      change('stage_id', null, { id: '3', title: 'Closed' }),
      change('status', 'open', status),
    ]),
    deal,
  ).phrase;
const taskFrom = (old: string, next: string) =>
  wordActivity(update('task', [change('status', old, next)]), undefined).phrase;
const about = (kind: string, changes: FieldChange[]) => aboutWhat({ kind, op: 'create', changes });
const givenTo = (next: unknown) => wordActivity(update('deal', [change('owner_id', null, next)]), deal);

describe('wordActivity', () => {
  it('says how something came into being by its kind', () => {
    expect(['contact', 'task', 'interaction', 'note'].map(created)).toEqual([
      'added',
      'planned',
      'logged',
      'wrote',
    ]);
  });

  it('tells of the stage and not of what follows from it', () => {
    const wording = wordActivity(
      update('deal', [
        change('stage_id', { id: '1', title: 'New' }, { id: '2', title: 'Proposal' }),
        change('weighted_amount', null, { amount: 1, currency: 'INR' }),
      ]),
      deal,
    );
    expect(wording).toEqual({
      phrase: 'moved_from',
      target: { type: 'title', text: 'Proposal' },
      from: { type: 'title', text: 'New' },
      count: 1,
    });
  });

  it('says won or lost when the stage closes the deal', () => {
    expect([closedAs('won'), closedAs('lost'), closedAs('open')]).toEqual(['won', 'lost', 'moved']);
  });

  it('says that a lead became a customer, and what went along with it is no news', () => {
    const status = (old: string, next: string) => update('lead', [change('status', old, next)]);
    expect(wordActivity(status('open', 'converted'), undefined).phrase).toBe('converted');
    expect(wordActivity(status('converted', 'open'), undefined).phrase).toBe('reopened');
    expect(isNews(status('open', 'converted'), undefined)).toBe(true);
    const moved = update('note', [change('record', { kind: 'lead', id: '1' }, { kind: 'deal', id: '2' })]);
    expect(isNews(moved, undefined)).toBe(false);
  });

  it('names the choice of a select stage', () => {
    const stage = field('stage', { type: 'select' });
    const wording = wordActivity(
      update('lead', [change('stage', 'new', 'contacted')]),
      kindOf('lead', [stage]),
    );
    expect(wording.target).toEqual({ type: 'option', field: stage, value: 'contacted' });
  });

  it('knows a task that is done and one that is opened again', () => {
    expect(taskFrom('pending', 'completed')).toBe('completed');
    expect(taskFrom('completed', 'pending')).toBe('reopened');
    expect(taskFrom('pending', 'in_progress')).toBe('moved');
  });

  it('says whose it is now, or that it is nobody’s', () => {
    expect(givenTo({ id: '7', title: 'Ana' })).toMatchObject({ phrase: 'assigned', target: { text: 'Ana' } });
    expect(givenTo(null)).toMatchObject({ phrase: 'unassigned', target: null });
  });

  it('tells the field where a stage or a person has no name any more', () => {
    const gone = { id: '7', title: null };
    expect(givenTo(gone)).toMatchObject({ phrase: 'changed_one', target: { key: 'owner_id' } });
    const into = update('deal', [change('stage_id', { id: '1', title: 'New' }, gone)]);
    expect(wordActivity(into, deal)).toMatchObject({ phrase: 'changed_one', target: { key: 'stage_id' } });
    const outOf = update('deal', [change('stage_id', gone, { id: '2', title: 'Proposal' })]);
    expect(wordActivity(outOf, deal)).toMatchObject({ phrase: 'moved', target: { text: 'Proposal' } });
  });

  it('names what something that was made hangs on, where it has a name', () => {
    const lead = { kind: 'lead', id: '1', title: 'Nakamura' };
    expect(about('note', [change('body', null, 'x'), change('record', null, lead)])).toEqual(lead);
    expect(about('note', [change('record', null, { ...lead, title: null })])).toBeNull();
    const company = { id: '2', title: 'Techverse' };
    expect(about('interaction', [change('company_id', null, company)])).toEqual({
      kind: 'company',
      ...company,
    });
    expect(about('lead', [change('company_id', null, company)])).toBeNull();
    expect(aboutWhat(update('note', [change('record', null, lead)]))).toBeNull();
  });

  it('counts only what a person can have changed', () => {
    const one = wordActivity(update('deal', [change('amount', 1, 2), change('weighted_amount', 1, 2)]), deal);
    expect(one).toMatchObject({ phrase: 'changed_one', target: { key: 'amount' } });
    const two = wordActivity(update('deal', [change('amount', 1, 2), change('name', 'a', 'b')]), deal);
    expect(two).toMatchObject({ phrase: 'changed_many', count: 2 });
  });

  it('finds a field of the workspace under its path', () => {
    const wording = wordActivity(update('deal', [change('custom.size', 1, 2)]), deal);
    expect(wording.target).toMatchObject({ type: 'field', field: { key: 'size' } });
  });
});

describe('isNews', () => {
  it('leaves out what only follows from something else', () => {
    expect(isNews(update('deal', [change('weighted_amount', 1, 2)]), deal)).toBe(false);
    expect(isNews(update('deal', [change('weighted_amount', 1, 2), change('amount', 1, 2)]), deal)).toBe(
      true,
    );
  });

  it('tells of every beginning and end', () => {
    expect(isNews({ kind: 'deal', op: 'create', changes: [] }, deal)).toBe(true);
    expect(isNews(update('deal', [change('status', 'open', 'won')]), deal)).toBe(true);
  });
});
