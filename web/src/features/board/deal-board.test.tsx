import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Toaster } from 'sonner';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Bootstrap } from '@/api/types';
import { hotkeys } from '@/lib/hotkeys';
import { useConflicts } from '@/records/mutations/conflict-store';
import { RecordsLayer } from '@/records/mutations/records-layer';
import { useUndoStack } from '@/records/mutations/undo-stack';
import { RecordListScreen } from '@/records/table/record-list-screen';
import { renderAt } from '@/testing/render-at';
import { sampleBootstrap, sampleField, sampleKind } from '@/testing/sample';
import { DealsServer } from '@/testing/deals-server';
import { sampleDeal, sampleStages } from '@/testing/sample-board';
import { dealBoard } from './deal-board-layout';

const kind = sampleKind('deal', 'deals', {
  label_plural: 'Deals',
  capabilities: ['table', 'page', 'bulk', 'owner', 'trash'],
  default_columns: ['title', 'stage_id', 'amount'],
  fields: [
    sampleField('stage_id', { label: 'Stage', type: 'reference', target: 'stage', operators: ['in'] }),
    sampleField('amount', { label: 'Amount', type: 'money', aggregatable: true }),
    sampleField('next_action_at', { label: 'Next', type: 'datetime', read_only: true }),
    sampleField('owner_id', { label: 'Owner', type: 'reference', target: 'user' }),
  ],
});

const deals = new DealsServer();
const { moves, refusals } = deals;
const server = setupServer(...deals.handlers);

beforeAll(async () => {
  // Read beforehand: what loads when it is needed must not use up the time that a test waits for the screen.
  await Promise.all([
    import('./deal-board'),
    import('./board-tools'),
    import('@/records/bulk/bulk-bar'),
    import('@/ui/dialog-panel'),
    import('@/ui/dropdown-menu-panel'),
  ]);
  server.listen({ onUnhandledRequest: 'error' });
  window.addEventListener('keydown', hotkeys.handle);
});
afterAll(() => {
  server.close();
  window.removeEventListener('keydown', hotkeys.handle);
});
beforeEach(() => {
  deals.rows = [
    sampleDeal('a', 'new', 'd', { title: 'Acme renewal' }),
    sampleDeal('b', 'new', 'm', { title: 'Bolt order' }),
    sampleDeal('c', 'proposal', 'm', { title: 'Cargo fleet' }),
  ];
  refusals.length = 0;
  moves.length = 0;
  // Nothing scrolls in this document, which the drag library remarks on at length.
  vi.spyOn(console, 'warn').mockReturnValue();
  // Nothing has a size in it either, and cards without a window to see them through are not drawn.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(110);
});
afterEach(() => {
  useUndoStack.setState({ done: [], undone: [] });
  useConflicts.setState({ questions: [] });
});

const screens = {
  '/$plural': () => (
    <>
      <RecordListScreen plural="deals" boards={{ deal: dealBoard }} />
      <RecordsLayer />
      <Toaster />
    </>
  ),
};

async function show(change: Partial<typeof kind> = {}, address = '/deals?layout=board') {
  const bootstrap: Bootstrap = {
    ...sampleBootstrap([{ ...kind, ...change }]),
    pipelines: [{ id: 'p1', title: 'Sales', is_default: true, stages: [...sampleStages] }],
  };
  const { router } = await renderAt(address, screens, bootstrap);
  return router;
}
const card = (title: string) => screen.findByRole('group', { name: new RegExp(`^${title}`) });
const labels = () =>
  [...document.querySelectorAll('[data-card]')].map((element) => element.getAttribute('aria-label'));
const column = (name: string) => screen.getByRole('region', { name: new RegExp(`^${name}`) });

it('shows the open stages with their cards and what they are worth', async () => {
  await show();
  await card('Acme renewal');
  expect(labels()).toEqual([
    'Acme renewal, New, 1 of 2',
    'Bolt order, New, 2 of 2',
    'Cargo fleet, Proposal, 1 of 1',
  ]);
  await waitFor(() => expect(column('New 2 deals')).toHaveTextContent('₹20 · ₹2 weighted'));
  expect(column('Negotiation 0 deals')).toHaveTextContent('No deals');
  expect(document.querySelectorAll('[data-card][tabindex="0"]')).toHaveLength(1);
});

it('moves a card with the keys, keeps the focus on it and takes the move back', async () => {
  await show();
  (await card('Acme renewal')).focus();
  await userEvent.keyboard('{ArrowDown} {ArrowRight}{ArrowDown} ');
  await waitFor(() =>
    expect(labels()).toEqual([
      'Acme renewal, New, 1 of 1',
      'Cargo fleet, Proposal, 1 of 2',
      'Bolt order, Proposal, 2 of 2',
    ]),
  );
  await waitFor(() =>
    expect(moves).toEqual([{ id: 'b', ifMatch: '"1"', body: { stage_id: 'proposal', after_id: 'c' } }]),
  );
  await waitFor(async () => expect(await card('Bolt order')).toHaveFocus());
  await waitFor(() => expect(column('Proposal 2 deals')).toHaveTextContent('₹20'));

  await screen.findByText('Bolt order moved to Proposal');
  await userEvent.keyboard('{Control>}z{/Control}');
  await waitFor(() =>
    expect(moves.at(-1)).toEqual({ id: 'b', ifMatch: '"2"', body: { stage_id: 'new', after_id: 'a' } }),
  );
  await waitFor(() => expect(labels()).toContain('Bolt order, New, 2 of 2'));
});

it('puts a lifted card back with Escape and asks the server nothing', async () => {
  await show();
  (await card('Acme renewal')).focus();
  await userEvent.keyboard(' {ArrowRight}');
  expect(labels()).toContain('Acme renewal, Proposal, 1 of 2');
  await userEvent.keyboard('{Escape}');
  expect(labels()).toContain('Acme renewal, New, 1 of 2');
  expect(moves).toEqual([]);
});

it('takes a refused move back and says so', async () => {
  refusals.push(() => HttpResponse.json({ status: 500, code: 'internal', title: 'Broken' }, { status: 500 }));
  await show();
  (await card('Cargo fleet')).focus();
  await userEvent.keyboard(' {ArrowLeft} ');
  expect(await screen.findByText('Cargo fleet could not be moved')).toBeInTheDocument();
  await waitFor(() => expect(labels()).toContain('Cargo fleet, Proposal, 1 of 1'));
  expect(useUndoStack.getState().done).toEqual([]);

  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(labels()).toContain('Cargo fleet, New, 1 of 3'));
});

it('goes to the other neighbour when one has left, and moves on when others changed something else', async () => {
  const gone = { field: 'after_id', code: 'invalid', message: 'This deal is not in the stage.' };
  refusals.push(
    () => HttpResponse.json({ status: 422, code: 'validation_failed', errors: [gone] }, { status: 422 }),
    () => {
      deals.rows = deals.rows.map((deal) => (deal.id === 'c' ? { ...deal, version: 7 } : deal));
      const current = deals.rows.find(({ id }) => id === 'c');
      return HttpResponse.json({ status: 412, code: 'version_conflict', current }, { status: 412 });
    },
  );
  await show();
  (await card('Cargo fleet')).focus();
  await userEvent.keyboard(' {ArrowLeft}{ArrowDown} ');
  await waitFor(() => expect(moves).toHaveLength(3));
  expect(moves.map(({ ifMatch, body }) => [ifMatch, body['after_id'], body['before_id']])).toEqual([
    ['"1"', 'a', undefined],
    ['"1"', undefined, 'b'],
    ['"7"', 'a', undefined],
  ]);
  await waitFor(() => expect(labels()).toContain('Cargo fleet, New, 2 of 3'));
});

it('asks when somebody else has moved it too', async () => {
  refusals.push(() => {
    deals.rows = deals.rows.map((deal) =>
      deal.id === 'a' ? { ...deal, stage_id: 'talks', version: 5 } : deal,
    );
    const current = deals.rows.find(({ id }) => id === 'a');
    return HttpResponse.json({ status: 412, code: 'version_conflict', current }, { status: 412 });
  });
  await show();
  (await card('Acme renewal')).focus();
  await userEvent.keyboard(' {ArrowRight} ');
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getAllByRole('button', { name: 'Keep theirs' })[0]!);
  await waitFor(() => expect(labels()).toContain('Acme renewal, Negotiation, 1 of 1'));
  expect(moves).toHaveLength(1);
});

it('asks for a reason before a deal is lost', async () => {
  await show();
  (await card('Acme renewal')).focus();
  await userEvent.keyboard('m');
  const where = await screen.findByRole('dialog', { name: 'Move Acme renewal to' });
  await userEvent.click(within(where).getByRole('button', { name: 'Lost' }));
  const why = await screen.findByRole('dialog', { name: 'Why was it lost?' });
  expect(moves).toEqual([]);
  await userEvent.type(within(why).getByLabelText('Reason'), 'Too late{Enter}');
  await waitFor(() => expect(moves.at(-1)?.body).toEqual({ stage_id: 'lost', lost_reason: 'Too late' }));
  await waitFor(() => expect(labels()).toEqual(['Bolt order, New, 1 of 1', 'Cargo fleet, Proposal, 1 of 1']));
  // What has the focus has left; it goes to the card in its place.
  await waitFor(async () => expect(await card('Bolt order')).toHaveFocus());
});

it('moves ticked cards together, to the end of a stage, and shares the ticks with the table', async () => {
  const router = await show();
  (await card('Acme renewal')).focus();
  await userEvent.keyboard('x{ArrowDown}x');
  expect(await screen.findByRole('toolbar', { name: '2 selected' })).toBeInTheDocument();
  await userEvent.keyboard('m');
  const where = await screen.findByRole('dialog', { name: 'Move 2 deals to' });
  await userEvent.click(within(where).getByRole('radio', { name: 'At the end' }));
  await userEvent.click(within(where).getByRole('button', { name: /^Proposal/ }));
  await waitFor(() =>
    expect(moves.map(({ id, body }) => [id, body])).toEqual([
      ['a', { stage_id: 'proposal', after_id: 'c' }],
      ['b', { stage_id: 'proposal', after_id: 'a' }],
    ]),
  );
  await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
  await waitFor(() => expect(router.state.location.search).not.toHaveProperty('layout'));
  expect(await screen.findByRole('toolbar', { name: '2 selected' })).toBeInTheDocument();
});

it('lets nobody move what they may not change', async () => {
  await show({ rights: { ...kind.rights, update: 'none' } });
  (await card('Acme renewal')).focus();
  await userEvent.keyboard(' {ArrowRight}');
  expect(labels()[0]).toBe('Acme renewal, New, 1 of 2');
  await userEvent.keyboard('m');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect((await card('Acme renewal')).getAttribute('draggable')).toBeNull();
});

it('names the filters when nothing matches', async () => {
  const filter = encodeURIComponent('{"and":[{"field":"stage_id","op":"in","value":["won"]}]}');
  await show({}, `/deals?layout=board&filter=${filter}`);
  expect(await screen.findByText('Nothing fits the filters on Stage.')).toBeInTheDocument();
});

it('keeps its columns while all deals are won, and says what deals are for when there are none', async () => {
  deals.rows = [sampleDeal('w', 'won', 'm')];
  await show();
  expect(await screen.findByRole('region', { name: /^Proposal/ })).toHaveTextContent('No deals');
  deals.rows = [];
  await userEvent.click(screen.getByRole('button', { name: 'More about this list' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Refresh' }));
  expect(await screen.findByText('No deals yet')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('region', { name: /^Proposal/ })).not.toBeInTheDocument());
});

it('offers to try again when the deals cannot be read', async () => {
  server.use(
    http.get('*/api/v1/deals', () => HttpResponse.json({ status: 500 }, { status: 500 }), { once: true }),
  );
  await show();
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await card('Acme renewal')).toBeInTheDocument();
});
