import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KindMeta, RecordRow } from '@/api/types';
import { renderAt } from '@/testing/render-at';
import { sampleBootstrap, sampleField, sampleKind } from '@/testing/sample';
import { FiguresPanel } from './figures-panel';

const inr = (amount: number) => ({ amount, currency: 'INR' });
const figures = {
  campaign_id: 'c1',
  leads: 40,
  hot: 10,
  converted: 0,
  won: 2,
  revenue: [inr(9_000_000)],
  budget: inr(4_000_000),
  spend: inr(4_400_000),
  cost_per_lead: inr(110_000),
  roi: 104.5,
};
const refusals: (() => Response)[] = [];
const server = setupServer(
  http.get(
    '*/api/v1/campaigns/figures',
    () => refusals.shift()?.() ?? HttpResponse.json({ data: [figures] }),
  ),
  http.get('*/api/v1/leads/aggregate', () =>
    HttpResponse.json({
      data: [
        { group: 'new', count: 30 },
        { group: 'won', count: 10 },
      ],
      approximate: false,
    }),
  ),
);
beforeAll(() => server.listen());
afterAll(() => server.close());

const stage = (value: string) => ({ value, label: value, color: null });
const leads = sampleKind('lead', 'leads', {
  fields: [sampleField('stage', { type: 'select', options: [stage('new'), stage('lost'), stage('won')] })],
});
const deals = sampleKind('deal', 'deals');
const campaign = { id: 'c1', planned_leads: 160 } as unknown as RecordRow;

const Page = () => <FiguresPanel campaign={campaign} />;

async function show(kinds: KindMeta[]) {
  await renderAt('/', { '/': Page, '/$plural': Page }, sampleBootstrap(kinds));
}

it('says what was planned and what became of it, and leads to what it counts', async () => {
  await show([leads, deals]);
  expect(await screen.findByText('of 160')).toBeVisible();
  expect(screen.getByText('25% of the plan')).toBeVisible();
  expect(screen.getByText('110% · ₹4,000 over')).toHaveClass('text-danger');
  expect(screen.getByText('105%')).toBeVisible();
  const hot = screen.getByRole('link', { name: /^Hot leads/ });
  const search = new URL(hot.getAttribute('href') ?? '', 'http://kith').searchParams.get('filter') ?? '';
  expect(JSON.parse(search)).toEqual({
    and: [
      { field: 'campaign_id', op: 'in', value: ['c1'] },
      { field: 'temperature', op: 'in', value: ['hot'] },
    ],
  });
});

it('shows the stages as a table too', async () => {
  await show([leads, deals]);
  await userEvent.click(await screen.findByRole('button', { name: 'View Leads per stage as a table' }));
  const rows = screen.getAllByRole('row').map((row) => row.textContent);
  expect(rows).toEqual(['StageLeads', 'new30', 'lost0', 'won10']);
});

it('leaves open what the person may not see, and says so where it is a part', async () => {
  const own = { ...deals, rights: { ...deals.rights, read: 'own' as const } };
  await show([own]);
  expect(await screen.findByText('Only the leads and deals that you may see are counted.')).toBeVisible();
  expect(screen.queryByRole('link', { name: /^Leads/ })).toBeNull();
  expect(screen.queryByText('40')).toBeNull();
  expect(screen.queryByRole('region', { name: 'Leads per stage' })).toBeNull();
});

it('offers to ask again after a failure', async () => {
  refusals.push(() => HttpResponse.json({ status: 500, code: 'internal' }, { status: 500 }));
  await show([leads, deals]);
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('of 160')).toBeVisible();
});
