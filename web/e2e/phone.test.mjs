import { checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';

journeys('On a phone', (journey) => {
  journey('a lead is found, opened and noted on', async ({ open, admin }) => {
    const page = await open({ size: 'phone' });
    await page.getByRole('heading', { name: /, Ananya$/ }).waitFor();
    await checkFolds(page, 'home');
    await page.getByRole('button', { name: 'Records' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Leads' }).click();
    await page.getByText('Mohan Rao').first().click();
    await page.getByRole('heading', { name: 'Mohan Rao' }).waitFor();
    await checkFolds(page, 'a lead');
    await page.getByRole('tab', { name: 'Timeline' }).click();
    const composer = page.getByRole('region', { name: 'Write something about this record' });
    await composer.getByRole('textbox').fill('Call him after the fair');
    await composer.getByRole('button', { name: 'Save note' }).click();
    await page.getByText('Call him after the fair').first().waitFor();
    const { id } = await admin.api.find('leads', 'Mohan Rao');
    await eventually(
      async () => (await admin.api.get(`/leads/${id}/timeline?types=note`)).data.length,
      (count) => count === 1,
      'the note is stored',
    );
  });

  journey('a contact is created from the button in the middle', async ({ open, admin }) => {
    const page = await open({ size: 'phone' });
    await page.getByRole('button', { name: 'Create' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /contact/i })
      .click();
    const form = page.getByRole('dialog').filter({ has: page.getByLabel('First name') });
    await form.getByLabel('First name').fill('Nila');
    await form.getByLabel('Last name').fill('Sen');
    await form.getByRole('button', { name: 'Create', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await admin.api.find('contacts', 'Nila Sen');
  });

  journey('settings are a list first, then a page', async ({ open }) => {
    const page = await open({ size: 'phone', path: '/settings' });
    await page.getByRole('link', { name: 'Pipelines' }).click();
    await page.getByRole('heading', { name: 'Pipelines' }).waitFor();
    await checkFolds(page, 'pipelines');
    await page.getByRole('link', { name: 'All settings' }).click();
    await page.getByRole('link', { name: 'Profile' }).waitFor();
  });
});
