import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ImportStart } from '@/api/imports';
import { renderAt } from '@/testing/render-at';
import { sampleBootstrap, sampleKind } from '@/testing/sample';
import { ImportScreen } from './import-screen';

const started: ImportStart[] = [];
const job = (id: string, part: object) => ({
  id,
  type: 'import',
  status: 'succeeded',
  total: 3,
  done: 3,
  failed: 1,
  result: {
    rows: 3,
    created: 2,
    updated: 0,
    skipped: 0,
    failed: 1,
    errors: [{ row: 3, column: 'Mail', field: 'email', code: 'invalid_email', message: 'No' }],
  },
  error: null,
  created_at: '2026-11-21T10:00:00Z',
  finished_at: null,
  undo_until: null,
  ...part,
});

const server = setupServer(
  http.get('*/api/v1/me', () => HttpResponse.json({})),
  http.post('*/api/v1/imports/contacts', () =>
    HttpResponse.json(
      {
        id: 'f1',
        file_name: 'people.csv',
        encoding: 'utf-8',
        delimiter: ',',
        columns: [
          { index: 0, header: 'Who', samples: ['Ana'], field: 'name' },
          { index: 1, header: 'Mail', samples: ['ana@kith.example'], field: 'email' },
        ],
        preview: [],
        rows_estimate: 3,
      },
      { status: 201 },
    ),
  ),
  http.post('*/api/v1/imports/f1/start', async ({ request }) => {
    const body = (await request.json()) as ImportStart;
    started.push(body);
    const id = body.dry_run ? 'trial' : 'real';
    return HttpResponse.json(job(id, { status: 'queued', done: 0 }), { status: 202 });
  }),
  http.get('*/api/v1/jobs/:id', ({ params }) => HttpResponse.json(job(String(params['id']), {}))),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  started.length = 0;
});
afterAll(() => server.close());

const Contacts = () => <ImportScreen plural="contacts" />;

function show(address: string) {
  return renderAt(
    address,
    { '/$plural/import': Contacts },
    sampleBootstrap([sampleKind('contact', 'contacts')]),
  );
}

const choose = (name: string) =>
  userEvent.upload(screen.getByLabelText('Choose a file', { selector: 'input' }), new File(['a,b'], name));

it('goes from the file over columns, duplicates and a trial run to the import', async () => {
  const { router } = await show('/contacts/import');
  await choose('people.csv');
  expect(await screen.findByText(/people\.csv, about 3 rows/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await userEvent.click(await screen.findByRole('radio', { name: 'Update the record' }));
  await userEvent.click(screen.getByRole('button', { name: 'Check the file' }));

  expect(await screen.findByText('This is what will happen')).toBeVisible();
  expect(screen.getByText('This is not an email address')).toBeVisible();
  expect(screen.getByRole('link', { name: 'All failed rows as CSV' })).toHaveAttribute(
    'href',
    '/api/v1/imports/f1/errors.csv',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Import 2 rows' }));
  expect(await screen.findByText('The import is done')).toBeVisible();

  const common = { mapping: { 0: 'name', 1: 'email' }, duplicates: 'update', match_on: 'email' };
  expect(started).toEqual([
    { ...common, dry_run: true },
    { ...common, dry_run: false },
  ]);
  expect(router.state.location.search).toEqual({ file: 'f1', job: 'real' });
});

it('shows a running import to whoever comes back to its address', async () => {
  server.use(
    http.get('*/api/v1/jobs/real', () => HttpResponse.json(job('real', { status: 'running', done: 1 }))),
  );
  await show('/contacts/import?file=f1&job=real');
  expect(await screen.findByText(/1 of 3 rows/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Stop' })).toBeEnabled();
});

it('does not upload a spreadsheet', async () => {
  await show('/contacts/import');
  const input = screen.getByLabelText('Choose a file', { selector: 'input' });
  await userEvent.setup({ applyAccept: false }).upload(input, new File(['x'], 'people.xlsx'));
  expect(await screen.findByRole('alert')).toHaveTextContent('This is a spreadsheet');
});
