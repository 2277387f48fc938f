import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { RecordRow, TimelineEntry } from '@/api/types';
import { renderAt } from '@/testing/render-at';
import { sampleBootstrap, sampleField, sampleKind } from '@/testing/sample';
import { Composer } from './composer';
import { Timeline } from './timeline';

const contact = sampleKind('contact', 'contacts');
const note = sampleKind('note', 'notes', {
  fields: [sampleField('body', { type: 'markdown', required: true })],
});
const task = sampleKind('task', 'tasks', { fields: [sampleField('name')] });
const record: RecordRow = {
  id: 'p1',
  version: 1,
  title: 'Ana',
  created_at: '2026-11-20T10:00:00Z',
  updated_at: '2026-11-20T10:00:00Z',
  created_by: 'u1',
};

const entries: TimelineEntry[] = [];
const answers: (() => Promise<Response> | Response)[] = [];
const empty = { data: [], page: { next: null, previous: null } };
const server = setupServer(
  http.get('*/api/v1/contacts/p1/timeline', () => HttpResponse.json({ ...empty, data: entries })),
  http.get('*/api/v1/notes', () => HttpResponse.json(empty)),
  http.post('*/api/v1/notes', () => answers.shift()?.()),
);
beforeAll(() => server.listen());
afterEach(() => {
  entries.length = 0;
});
afterAll(() => server.close());

async function show() {
  const Page = () => (
    <>
      <Composer kind={contact} record={record} look="card" />
      <Timeline kind={contact} record={record} />
    </>
  );
  await renderAt('/', { '/': Page }, sampleBootstrap([contact, note, task]));
  await screen.findByText('Nothing yet');
}

it('shows a note before the server has answered, and sends with the modifier and Enter', async () => {
  const answer = { give: () => {} };
  answers.push(
    () =>
      new Promise((resolve) => {
        answer.give = () => {
          const saved = { ...record, id: 'n1', body: 'Client approved' };
          entries.push({ id: 'e1', type: 'note', at: record.created_at, actor: null, record: saved });
          resolve(HttpResponse.json(saved, { status: 201 }));
        };
      }),
  );
  await show();
  await userEvent.type(screen.getByLabelText('Note'), 'Client approved{Control>}{Enter}{/Control}');
  const line = (await screen.findByText('Client approved', { selector: 'div' })).closest('li');
  expect(line).toHaveAttribute('aria-busy', 'true');
  expect(screen.getByLabelText('Note')).toHaveValue('');
  answer.give();
  await vi.waitFor(() => expect(document.querySelector('li[aria-busy]')).toBeNull());
  expect(screen.getByText('Client approved')).toBeVisible();
});

it('gives the words back when the server refuses them', async () => {
  answers.push(() => HttpResponse.json({ status: 403, code: 'forbidden' }, { status: 403 }));
  await show();
  await userEvent.type(screen.getByLabelText('Note'), 'Secret');
  await userEvent.click(screen.getByRole('button', { name: 'Save note' }));
  await vi.waitFor(() => expect(screen.getByLabelText('Note')).toHaveValue('Secret'));
  expect(await screen.findByText('Nothing yet')).toBeVisible();
});

it('keeps the words when one changes what they become', async () => {
  await show();
  await userEvent.type(screen.getByLabelText('Note'), 'Send quote');
  await userEvent.click(screen.getByRole('button', { name: 'task' }));
  expect(screen.getByLabelText('Task')).toHaveValue('Send quote');
  expect(screen.getByRole('button', { name: 'Plan task' })).toBeEnabled();
});
