import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Target } from 'lucide-react';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { renderAt } from '@/testing/render-at';
import { sampleBootstrap, sampleField, sampleKind } from '@/testing/sample';
import { EntitiesContext } from '../model/entities-context';
import type { EntityDeclaration } from '../model/define-entity';
import { RecordListScreen } from './record-list-screen';

const status = ['open', 'converted'].map((value) => ({ value, label: value, color: null }));
const kind = sampleKind('lead', 'leads', {
  fields: [sampleField('status', { label: 'Status', type: 'select', options: status, operators: ['in'] })],
});
const entity: EntityDeclaration = {
  kind: 'lead',
  icon: Target,
  filter: { and: [{ field: 'status', op: 'in', value: ['open'] }] },
};
const entities = new Map([['lead', entity]]);

/** How many there are of any status. */
let all = 0;
const asked: (string | null)[] = [];
const server = setupServer(
  http.get('*/api/v1/leads/aggregate', ({ request }) => {
    const count = new URL(request.url).searchParams.has('filter') ? 0 : all;
    return HttpResponse.json({ data: [{ group: null, count }], approximate: false });
  }),
  http.get('*/api/v1/leads', ({ request }) => {
    asked.push(new URL(request.url).searchParams.get('filter'));
    return HttpResponse.json({ data: [], page: { next: null, previous: null } });
  }),
);
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
});
afterAll(() => server.close());

const Leads = () => (
  <EntitiesContext value={entities}>
    <RecordListScreen plural="leads" />
  </EntitiesContext>
);
const show = () => renderAt('/leads', { '/$plural': Leads }, sampleBootstrap([kind]));

it('says of a list that has nothing at all what it is for, whatever it would leave out', async () => {
  all = 0;
  await show();
  expect(await screen.findByText('No leads yet')).toBeVisible();
});

it('says what a list leaves out by itself, and the address keeps that it was asked for all', async () => {
  all = 3;
  const { router } = await show();
  expect(await screen.findByText('No leads match')).toBeVisible();
  expect(asked.at(-1)).toContain('"open"');
  expect(router.state.location.search).toEqual({});
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  await vi.waitFor(() => expect(asked.at(-1)).toBeNull());
  expect(router.state.location.search).toEqual({ filter: { and: [] } });
});
