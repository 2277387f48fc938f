import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { renderAt } from '@/testing/render-at';
import { sampleBootstrap, sampleKind } from '@/testing/sample';
import { CreateForm } from './create-form';

const kind = sampleKind('contact', 'contacts');
const sent: { key: string | null; body: unknown }[] = [];
const answers: Response[] = [];
const server = setupServer(
  http.get('*/api/v1/contacts', () => HttpResponse.json({ data: [], page: { next: null, previous: null } })),
  http.post('*/api/v1/contacts', async ({ request }) => {
    sent.push({ key: request.headers.get('Idempotency-Key'), body: await request.json() });
    return answers.shift() ?? HttpResponse.json({ id: 'p1', version: 1, title: 'Ana' }, { status: 201 });
  }),
);
beforeAll(() => server.listen());
afterEach(() => {
  sent.length = 0;
});
afterAll(() => server.close());

async function show() {
  const done = vi.fn();
  const Form = () => (
    <CreateForm kind={kind} defaults={{}} onDirty={() => {}} onCancel={() => {}} onDone={done} />
  );
  await renderAt('/', { '/': Form }, sampleBootstrap([kind]));
  await screen.findByLabelText('Name');
  return done;
}

const create = () => userEvent.click(screen.getByRole('button', { name: 'Create' }));

it('checks before it sends, and takes the focus to what is wrong', async () => {
  await show();
  await userEvent.type(await screen.findByLabelText('Email'), 'ana@');
  await create();
  expect(await screen.findByText('Needed')).toBeVisible();
  expect(screen.getByText('This is not an email address')).toBeVisible();
  await vi.waitFor(() => expect(screen.getByLabelText('Name')).toHaveFocus());
  expect(sent).toEqual([]);
});

it('puts the complaints of the server beside their fields', async () => {
  const done = await show();
  answers.push(
    HttpResponse.json(
      {
        status: 422,
        code: 'validation_failed',
        errors: [{ field: 'email', code: 'already_used', message: 'x' }],
      },
      { status: 422 },
    ),
  );
  await userEvent.type(screen.getByLabelText('Name'), 'Ana');
  await userEvent.type(screen.getByLabelText('Email'), 'ana@kith.example');
  await create();
  expect(await screen.findByText('Already used by another one')).toBeVisible();
  await vi.waitFor(() => expect(screen.getByLabelText('Email')).toHaveFocus());
  expect(done).not.toHaveBeenCalled();
});

it('repeats a lost attempt under the same key, and a changed one under another', async () => {
  const done = await show();
  answers.push(HttpResponse.error() as unknown as Response, HttpResponse.error() as unknown as Response);
  await userEvent.type(screen.getByLabelText('Name'), 'Ana');
  await create();
  await screen.findByRole('alert');
  await create();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  await userEvent.type(screen.getByLabelText('Name'), 'lia');
  await create();
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  const [first, second, third] = sent;
  expect(second?.key).toBe(first?.key);
  expect(third?.key).not.toBe(first?.key);
  expect(third?.body).toEqual({ name: 'Analia' });
});
