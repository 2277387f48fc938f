import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { RecordRow } from '@/api/types';
import { hotkeys } from '@/lib/hotkeys';
import { renderAt } from '@/testing/render-at';
import { sampleBootstrap, sampleField, sampleKind } from '@/testing/sample';
import { RecordListScreen } from './record-list-screen';

const stages = ['new', 'won'].map((value) => ({ value, label: value, color: 'gray' }));
const kind = sampleKind('lead', 'leads', {
  default_columns: ['title', 'company', 'stage', 'score'],
  default_sort: '-score',
  capabilities: ['table', 'bulk'],
  fields: [
    sampleField('company', { label: 'Company' }),
    sampleField('stage', { label: 'Stage', type: 'select', options: stages, operators: ['in'] }),
    sampleField('score', { label: 'Score', type: 'integer', aggregatable: true }),
  ],
});
const names = ['Ana', 'Ben', 'Cleo', 'Dev', 'Eli'];
const make = (): RecordRow[] =>
  names.map((title, index) => ({
    id: `r${index}`,
    version: 1,
    title,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    created_by: 'u1',
    company: `${title} Ltd`,
    stage: 'new',
    score: 90 - index,
  }));

let rows: RecordRow[];
const asked: string[] = [];
const patched: unknown[] = [];
const server = setupServer(
  http.get('*/api/v1/leads/aggregate', () =>
    HttpResponse.json({ data: [{ group: null, count: 5, avg_score: 88 }], approximate: false }),
  ),
  http.get('*/api/v1/leads', ({ request }) => {
    const url = new URL(request.url);
    asked.push(url.search);
    const data = url.searchParams.get('filter') ? [] : rows;
    return HttpResponse.json({ data, page: { next: null, previous: null } });
  }),
  http.patch('*/api/v1/leads/:id', async ({ request, params }) => {
    const body = (await request.json()) as object;
    patched.push({ id: params['id'], ...body });
    const row = rows.find(({ id }) => id === params['id']);
    return HttpResponse.json({ ...row, ...body, version: 2 });
  }),
);
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
  window.addEventListener('keydown', hotkeys.handle);
});
afterAll(() => {
  server.close();
  window.removeEventListener('keydown', hotkeys.handle);
});
beforeEach(() => {
  rows = make();
  // Nothing has a size in this document, and rows without a window to see them through are not drawn.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
});
afterEach(() => {
  asked.length = 0;
  patched.length = 0;
});

const screens = { '/$plural': () => <RecordListScreen plural="leads" /> };

async function show() {
  const { router } = await renderAt('/leads', screens, sampleBootstrap([kind]));
  await screen.findByText('Ana Ltd');
  return router;
}
const cell = (row: number, col: number) =>
  document.querySelector<HTMLElement>(`[data-row="${row}"][data-col="${col}"]`)!;
const at = () => {
  const { row, col } = (document.activeElement as HTMLElement).dataset;
  return [Number(row), Number(col)];
};

it('is one Tab stop that the arrows move through', async () => {
  await show();
  expect(document.querySelectorAll('[role="grid"] [tabindex="0"]')).toHaveLength(1);
  cell(0, 1).focus();
  await userEvent.keyboard('{ArrowDown}{ArrowRight}');
  expect(at()).toEqual([1, 2]);
  await userEvent.keyboard('{Control>}{End}{/Control}');
  expect(at()).toEqual([4, 4]);
  await userEvent.keyboard('{Home}{PageUp}');
  expect(at()).toEqual([0, 0]);
  await userEvent.keyboard('{ArrowUp}{ArrowRight}{ArrowRight}');
  expect(at()).toEqual([-1, 2]);
  expect(document.querySelectorAll('[role="grid"] [tabindex="0"]')).toHaveLength(1);
});

it('edits with Enter, saves and goes down, or right with Tab, and reverts with Escape', async () => {
  await show();
  cell(1, 2).focus();
  await userEvent.keyboard('{Enter}');
  const box = await screen.findByRole('textbox', { name: 'Company' });
  await waitFor(() => expect(box).toHaveFocus());
  await userEvent.keyboard('Acme{Enter}');
  await waitFor(() => expect(at()).toEqual([2, 2]));
  await waitFor(() => expect(patched).toEqual([{ id: 'r1', company: 'Acme' }]));
  expect(cell(1, 2)).toHaveTextContent('Acme');

  await userEvent.keyboard('{F2}');
  await userEvent.type(await screen.findByRole('textbox', { name: 'Company' }), 'no{Escape}');
  await waitFor(() => expect(at()).toEqual([2, 2]));
  expect(cell(2, 2)).toHaveTextContent('Cleo Ltd');

  await userEvent.keyboard('{Enter}');
  await screen.findByRole('textbox', { name: 'Company' });
  await userEvent.keyboard('{Tab}');
  await waitFor(() => expect(at()).toEqual([2, 3]));
  expect(patched).toHaveLength(1);
});

it('says what is wrong with a value, and keeps it', async () => {
  await show();
  cell(0, 4).focus();
  await userEvent.keyboard('{Enter}');
  const box = await screen.findByRole('textbox', { name: 'Score' });
  await userEvent.clear(box);
  await userEvent.type(box, 'many{Enter}');
  expect(await screen.findByRole('alert')).toBeInTheDocument();
  expect(box).toHaveValue('many');
  expect(patched).toHaveLength(0);
});

it('ticks rows with X, ranges with Shift, and all that are loaded from the head', async () => {
  await show();
  cell(1, 2).focus();
  await userEvent.keyboard('x');
  expect(await screen.findByRole('toolbar')).toHaveAccessibleName('1 selected');
  await userEvent.keyboard('{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}x');
  await waitFor(() => expect(screen.getByRole('toolbar')).toHaveAccessibleName('4 selected'));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select all loaded' }));
  await waitFor(() => expect(screen.getByRole('toolbar')).toHaveAccessibleName('5 selected'));
  await userEvent.click(screen.getByRole('button', { name: 'Clear the selection' }));
  expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
});

it('sorts by a header and says so in the address', async () => {
  const router = await show();
  const head = screen.getByRole('columnheader', { name: /Company/ });
  await userEvent.click(within(head).getByRole('button', { name: 'Company' }));
  await waitFor(() => expect(router.state.location.search).toMatchObject({ sort: 'company' }));
  await waitFor(() => expect(asked.at(-1)).toContain('sort=company'));
  await waitFor(() =>
    expect(screen.getByRole('columnheader', { name: /Company/ })).toHaveAttribute('aria-sort', 'ascending'),
  );
});

it('names the filters when nothing matches, and clears them', async () => {
  const filter = encodeURIComponent('{"and":[{"field":"stage","op":"in","value":["won"]}]}');
  await renderAt(`/leads?filter=${filter}`, screens, sampleBootstrap([kind]));
  expect(await screen.findByText('Nothing fits the filters on Stage.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByRole('grid')).toBeInTheDocument();
});
