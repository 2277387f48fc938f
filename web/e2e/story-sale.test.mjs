import assert from 'node:assert/strict';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

const PRICE = '₹85.0 L';

// One sale from the first word to the money, by somebody who sells, in a workspace with nothing in it.
journeys(
  'The story of a sale',
  (journey) => {
    journey('a lead becomes a visit, a deal, and figures that are right', async ({ open, admin, server }) => {
      const rep = await joinAs({ server, admin }, 'Ravi Shetty', 'sales');
      const page = await open({ person: rep, path: '/leads' });

      // Somebody is interested in a flat.
      await page.getByRole('button', { name: 'New lead' }).first().click();
      const form = page.getByRole('dialog', { name: 'New lead' });
      await form.getByLabel('First name').fill('Kavya');
      await form.getByLabel('Last name').fill('Rao');
      await form.getByLabel('Email').fill('kavya.rao@weavers.example');
      await form.getByRole('button', { name: 'Create', exact: true }).click();
      const lead = await eventually(
        async () => (await rep.api.get('/leads?q=Kavya')).data[0],
        Boolean,
        'the lead is there',
      );
      await page.goto(`/leads/${lead.id}`);
      await page.getByRole('heading', { name: 'Kavya Rao' }).waitFor();
      const composer = page.getByRole('region', { name: 'Write something about this record' });
      await composer.getByLabel('Note', { exact: true }).fill('Wants a 3BHK flat, facing the garden.');
      await composer.getByRole('button', { name: 'Save note' }).click();

      // A visit is planned, and under way.
      await composer.getByRole('button', { name: 'Task', exact: true }).click();
      await composer.getByLabel('Task', { exact: true }).fill('Show the flat on the third floor');
      await composer.getByRole('button', { name: 'Plan task' }).click();
      const visit = await eventually(
        async () => (await rep.api.get('/tasks?q=third+floor')).data[0],
        Boolean,
        'the visit is planned',
      );
      await page.goto(`/tasks/${visit.id}`);
      await page.getByRole('button', { name: 'Change Status' }).click();
      await page.getByRole('option', { name: 'In progress' }).click();
      await eventually(
        async () => (await rep.api.get(`/tasks/${visit.id}`)).status,
        (status) => status === 'in_progress',
        'the visit is under way',
      );

      // They agree on a price, and sign.
      await page.goto(`/leads/${lead.id}`);
      await page.getByRole('button', { name: 'Convert', exact: true }).click();
      const convert = page.getByRole('dialog', { name: 'Convert Kavya Rao' });
      const deal = convert.getByRole('region', { name: 'Deal' });
      await deal.getByLabel('Name').fill('3BHK, third floor');
      await deal.getByLabel('Amount', { exact: true }).fill('8500000');
      await convert.getByRole('button', { name: 'Convert' }).click();
      await page.getByRole('heading', { name: '3BHK, third floor' }).waitFor();
      const { id } = (await rep.api.get('/deals?q=3BHK')).data[0];
      assert.equal((await rep.api.get(`/tasks?record=deal:${id}`)).data.length, 1, 'the visit went along');

      const home = await open({ person: rep });
      await home.getByRole('link', { name: new RegExp(`^Pipeline\\s*${PRICE}`) }).waitFor();

      await page.getByRole('button', { name: 'Mark as won' }).click();
      await eventually(
        async () => (await rep.api.get(`/deals/${id}`)).status,
        (status) => status === 'won',
        'the deal is won',
      );

      // The figures have it, and so has the report.
      await home.reload();
      await home.getByRole('link', { name: new RegExp(`^Won this month\\s*${PRICE}`) }).waitFor();
      await home.getByRole('link', { name: /^Pipeline\s*₹0/ }).waitFor();
      await home.getByRole('link', { name: /^Lead conversion\s*100%/ }).waitFor();
      await page.goto('/reports/revenue');
      const total = page.getByRole('table', { name: 'Revenue' }).locator('tfoot').getByRole('cell');
      assert.match(await total.first().innerText(), /₹85,00,000/);
    });
  },
  { sampleData: false },
);
