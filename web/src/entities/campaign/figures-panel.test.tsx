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
  revenue_total: inr(9_000_000),
  unconverted: [] as string[],
  budget: inr(4_000_000),
  spend: inr(4_400_000),
  cost_per_lead: inr(110_000),
  roi: 104.5,
};
const part = (from: string, leads: number) => ({
  from,
  to: from,
  from_at: `${from}T00:00:00Z`,
  to_at: `${from}T23:59:59Z`,
  leads,
  won: 1,
  revenue: inr(4_500_000),
});
const refusals: (() => Response)[] = [];
const server = setupServer(
  http.get(
    '*/api/v1/campaigns/figures',
    () => refusals.shift()?.() ?? HttpResponse.json({ data: [figures] }),
  ),
  http.get('*/api/v1/campaigns/c1/trend', () =>
    HttpResponse.json({ parts: [part('2025-04-01', 30), part('2025-04-02', 10)] }),
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

it('says at which rates amounts in other currencies were converted, and which have none', async () => {
  const usd = { amount: 10_000, currency: 'USD' };
  const mixed = { ...figures, revenue: [inr(9_000_000), usd], revenue_total: inr(9_800_000) };
  refusals.push(() => HttpResponse.json({ data: [mixed] }));
  await show([leads, deals]);
  expect(await screen.findByText('at the rates of their days')).toBeVisible();
  expect(screen.getByText('₹98K')).toBeVisible();
});

it('shows what came day by day, and leads to it', async () => {
  await show([leads, deals]);
  const day = await screen.findByRole('link', { name: 'Apr 2, 2025: Leads 10' });
  expect(decodeURIComponent(day.getAttribute('href') ?? '')).toContain('2025-04-02T00:00:00Z');
  await userEvent.click(screen.getByRole('radio', { name: 'Revenue' }));
  expect(await screen.findByRole('link', { name: /^Apr 2, 2025: Revenue ₹45K/ })).toBeVisible();
});
