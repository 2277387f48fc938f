import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useState } from 'react';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { renderAt } from '@/testing/render-at';
import { sampleBootstrap } from '@/testing/sample';
import { conversionKinds, sampleLead, samplePipelines, sampleProposal } from '@/testing/sample-conversion';
import { Toaster } from '@/ui/toaster';
import { ConvertDialog } from './convert-dialog';

interface Sent {
  key: string | null;
  body: Record<string, unknown>;
}
const sent: Sent[] = [];
const undone: string[] = [];
const answers: (() => Response | Promise<Response>)[] = [];
const converted = { ...sampleLead, status: 'converted', version: 4 };
const problem = (status: number, rest: object) => () =>
  HttpResponse.json({ status, title: 'No', ...rest }, { status });
const server = setupServer(
  http.get('*/api/v1/leads/:id/conversion', () =>
    HttpResponse.json(
      sampleProposal({
        contacts: [
          { id: 'priya', title: 'P. Menon', reason: 'email' },
          { id: 'namesake', title: 'Priya Menon', reason: 'name' },
        ],
      }),
    ),
  ),
  http.post('*/api/v1/leads/:id/convert', async ({ request }) => {
    const body = (await request.json()) as Record<string, unknown>;
    sent.push({ key: request.headers.get('Idempotency-Key'), body });
    return (
      (await answers.shift()?.()) ??
      HttpResponse.json({
        lead: converted,
        contact_id: 'priya',
        company_id: 'finedge',
        deal_id: body['deal'] ? 'deal-1' : null,
      })
    );
  }),
  http.post('*/api/v1/leads/:id/unconvert', ({ params }) => {
    undone.push(String(params['id']));
    return HttpResponse.json(sampleLead);
  }),
);
beforeAll(() => server.listen());
afterEach(() => {
  sent.length = 0;
  undone.length = 0;
});
afterAll(() => server.close());

const leadKind = conversionKinds[0];

const Elsewhere = () => <Toaster theme="light" label="News" closeLabel="Close" />;

async function show() {
  const close = vi.fn();
  const bootstrap = { ...sampleBootstrap(conversionKinds), pipelines: samplePipelines };
  const Page = () => {
    const [open, setOpen] = useState(true);
    const leave = () => {
      close();
      setOpen(false);
    };
    return (
      <>
        {leadKind && open && <ConvertDialog lead={sampleLead} kind={leadKind} onClose={leave} />}
        <Toaster theme="light" label="News" closeLabel="Close" />
      </>
    );
  };
  const { router } = await renderAt('/', { '/': Page, '/$plural/$id': Elsewhere }, bootstrap);
  await screen.findByRole('radiogroup', { name: 'Company' });
  return { close, where: () => router.state.location.pathname };
}

const group = (name: string) => within(screen.getByRole('radiogroup', { name }));
const press = () => userEvent.click(screen.getByRole('button', { name: 'Convert' }));

it('offers who is here already, and says what will come of it', async () => {
  const { close, where } = await show();
  expect(group('Company').getByRole('radio', { name: 'FinEdge Ltd' })).toBeChecked();
  expect(group('Company').getByText('Same domain')).toBeVisible();
  expect(group('Contact').getByRole('radio', { name: 'P. Menon' })).toBeChecked();
  expect(group('Contact').getByText('Same email address')).toBeVisible();
  expect(
    screen.getByText(
      'Creates the deal FinEdge. Uses the company FinEdge Ltd and the contact P. Menon, already here. Moves one note and 2 open tasks to the deal.',
    ),
  ).toBeVisible();
  await press();
  await waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(sent[0]?.body).toEqual({
    company_id: 'finedge',
    contact_id: 'priya',
    deal: { name: 'FinEdge', pipeline_id: 'sales', stage_id: 'new' },
    tasks: 'move',
  });
  expect(sent[0]?.key).toBeTruthy();
  await waitFor(() => expect(where()).toBe('/deals/deal-1'));

  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(undone).toEqual(['lead-1']));
  await waitFor(() => expect(where()).toBe('/leads/lead-1'));
});

it('goes to the contact where no deal is opened', async () => {
  const { where } = await show();
  await userEvent.click(screen.getByRole('switch', { name: 'Open a deal' }));
  await userEvent.click(group('2 open tasks').getByRole('radio', { name: 'Mark as completed' }));
  expect(screen.getByText(/Moves one note to the contact\. Completes 2 open tasks\.$/)).toBeVisible();
  await press();
  await waitFor(() => expect(where()).toBe('/contacts/priya'));
  expect(sent[0]?.body).toEqual({ company_id: 'finedge', contact_id: 'priya', tasks: 'complete' });
});

it('puts what is wrong beside its field, before and after the server has seen it', async () => {
  const { close } = await show();
  await userEvent.click(group('Company').getByRole('radio', { name: 'A new company' }));
  const name = await group('Company').findByLabelText('Name');
  await userEvent.clear(name);
  await press();
  expect(await screen.findByText('Needed')).toBeVisible();
  await waitFor(() => expect(name).toHaveFocus());
  expect(sent).toEqual([]);

  await userEvent.type(name, 'FinEdge');
  expect(screen.queryByText('Needed')).toBeNull();
  answers.push(
    problem(422, {
      code: 'validation_failed',
      errors: [{ field: 'company.domain', code: 'already_used', message: 'x' }],
    }),
  );
  await press();
  expect(await screen.findByText('Already used by another one')).toBeVisible();
  await waitFor(() => expect(group('Company').getByLabelText('Domain')).toHaveFocus());
  expect(close).not.toHaveBeenCalled();
});

it('asks for the record that another one stands for', async () => {
  await show();
  await userEvent.click(group('Contact').getByRole('radio', { name: 'Another contact' }));
  await press();
  expect(await screen.findByText('Needed')).toBeVisible();
  expect(sent).toEqual([]);
});

it('sends once however often it is pressed, and a lost answer again under the same key', async () => {
  const { close } = await show();
  // Lost only after both presses, so that the second one meets the first under way.
  let lose: (() => void) | undefined;
  const lost = new Promise<Response>((resolve) => {
    lose = () => resolve(HttpResponse.error() as unknown as Response);
  });
  answers.push(() => lost);
  await userEvent.dblClick(screen.getByRole('button', { name: 'Convert' }));
  lose?.();
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(sent).toHaveLength(1);
  await press();
  await waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(sent).toHaveLength(2);
  expect(sent[1]?.key).toBe(sent[0]?.key);
});

it('gives way when somebody else was faster, and says so', async () => {
  const { close, where } = await show();
  const detail = 'This lead has been converted already.';
  answers.push(problem(409, { code: 'conflict', detail }));
  await press();
  await waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(await screen.findByText(detail)).toBeVisible();
  expect(where()).toBe('/');
});
