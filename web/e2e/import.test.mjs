import assert from 'node:assert/strict';
import { eventually, journeys } from './harness/journeys.mjs';

const csv = [
  'First name;Last name;Email;Phone',
  'Asha;Verma;asha@weave.example;+91 98765 00001',
  'Devi;Nair;devi@weave.example;+91 98765 00002',
  'Broken;Address;not an address;',
].join('\n');

journeys('Importing', (journey) => {
  journey('a file with somebody who is there already', async ({ open, admin }) => {
    await admin.api.post('/contacts', { first_name: 'Asha', last_name: 'V.', email: 'asha@weave.example' });
    const page = await open({ path: '/contacts' });
    await page.getByRole('link', { name: 'Import' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'weavers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
    await page.getByRole('heading', { name: 'What is in the columns?' }).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: 'What if a row is here already?' }).waitFor();
    await page.getByRole('radio', { name: 'Update the record' }).click();
    await page.getByRole('button', { name: 'Check the file' }).click();
    await page.getByRole('heading', { name: 'This is what will happen' }).waitFor();
    await page.getByRole('button', { name: /^Import / }).click();
    await page.getByRole('heading', { name: 'The import is done' }).waitFor();

    const { data } = await admin.api.get('/contacts?email[contains]=weave.example');
    assert.deepEqual(data.map(({ title }) => title).toSorted(), ['Asha Verma', 'Devi Nair']);

    await page.getByRole('button', { name: 'Undo the import' }).click();
    await eventually(
      async () =>
        (await admin.api.get('/contacts?email[contains]=weave.example')).data.map(({ title }) => title),
      (titles) => titles.join() === 'Asha V.',
      'the import is undone',
    );
  });
});
