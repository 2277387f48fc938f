import assert from 'node:assert/strict';
import { checkAccessible } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';

const text = (name, size) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(size, 'x') });

journeys(
  'Tickets from a website',
  (journey) => {
    journey('a form for tickets is made, sent by a stranger, and its ticket counted', async (world) => {
      const { api } = world.admin;
      const page = await world.open({ path: '/forms' });
      await page
        .getByRole('button', { name: /^New form/ })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('Help');
      await dialog.getByRole('combobox', { name: 'Purpose' }).click();
      await page.getByRole('option', { name: 'New tickets' }).click();
      await dialog.getByRole('button', { name: 'Create', exact: true }).click();
      const find = async () => (await api.get('/forms?q=help')).data[0];
      const form = await eventually(find, (row) => row?.purpose === 'ticket', 'the form is there');
      const { id, slug } = form ?? (await find());

      await page.goto(`/forms/${id}`);
      await page.getByRole('frame', { name: 'Preview' }).or(page.locator('iframe')).first().waitFor();
      const preview = page.frameLocator('iframe[title="Preview"]');
      await preview.getByLabel('Subject').waitFor();
      await page.getByText('Where its tickets go').waitFor();
      assert.equal(await page.getByText('What becomes of it').count(), 0);
      await checkAccessible(page, 'the builder of a form for tickets');
      await page.getByText('Files can be attached').waitFor();
      await api.patch(`/forms/${id}`, { status: 'published', ask_files: true });
      await page.reload();
      await preview.getByLabel('Attachments').waitFor();

      const stranger = await world.open({ person: null, path: `/f/${slug}` });
      await stranger.getByLabel('Name').fill('Nandini Pillai');
      await stranger.getByLabel('E-mail').fill('nandini@mailbox.example');
      await stranger.getByLabel('Subject').fill('Lamp flickers');
      await stranger.getByLabel('Message').fill('It flickers.');
      // The page says by itself what is too large, and takes nothing until that is gone.
      const files = stranger.getByLabel('Attachments');
      await files.setInputFiles([text('film.txt', 11 * 1024 * 1024)]);
      await stranger.getByRole('alert').getByText('Each file can have 10 MB at most.').waitFor();
      await checkAccessible(stranger, 'a form with a file that is too large');
      await files.setInputFiles([text('lamp.txt', 2_000_000), text('bill.txt', 20)]);
      await stranger.getByRole('listitem').getByText('lamp.txt').waitFor();
      assert.equal(await stranger.getByRole('alert').count(), 0);
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      await stranger.getByRole('button', { name: 'Send' }).click();
      await stranger.getByRole('heading', { name: 'Thank you' }).waitFor();

      await page.goto('/inbox');
      const conversation = page.getByRole('region', { name: 'Conversation' });
      await conversation.getByText('It flickers.').waitFor();
      await conversation.getByText('lamp.txt').waitFor();
      await conversation.getByText('bill.txt').waitFor();
      const { data: sent } = await api.get('/outbox');
      assert.ok(sent.some(({ to }) => to[0].address === 'nandini@mailbox.example'));
      await page.goto('/reports/promises');
      await page.getByRole('heading', { name: 'Promises to customers' }).waitFor();
      await page.getByRole('columnheader', { name: /First replies kept/ }).waitFor();
    });
  },
  { sampleData: false },
);
