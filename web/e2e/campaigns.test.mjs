import assert from 'node:assert/strict';
import { eventually, journeys } from './harness/journeys.mjs';

journeys('Campaigns', (journey) => {
  journey('figures lead to what they count', async ({ open, admin }) => {
    const { id } = await admin.api.find('campaigns', 'Webinar Series Q2');
    const { data } = await admin.api.get(`/leads?campaign_id=${id}`);
    const page = await open({ path: `/campaigns/${id}` });
    const figures = page.getByRole('region', { name: 'Planned and actual' });
    await figures.getByRole('link', { name: new RegExp(`^Leads\\s*${data.length}`) }).click();
    await page.waitForURL(/\/leads\?filter=/);
    await eventually(
      async () => (await page.getByRole('rowheader').getByRole('link').allInnerTexts()).toSorted(),
      (titles) =>
        titles.join() ===
        data
          .map(({ title }) => title)
          .toSorted()
          .join(),
      'the list holds its leads',
    );
  });

  journey('its checklist is ticked, added to and shortened with the keys', async ({ open, admin }) => {
    const { id } = await admin.api.post('/campaigns', { name: 'Monsoon offer' });
    const list = async () => (await admin.api.get(`/campaigns/${id}`)).compliance_checklist;
    const page = await open({ path: `/campaigns/${id}` });
    await page.getByRole('textbox', { name: 'Add an item to Compliance checklist' }).focus();
    await page.keyboard.type('Consent texts');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Opt-out link');
    await page.keyboard.press('Enter');
    await page.getByText('0 of 2', { exact: true }).waitFor();
    await page.getByRole('checkbox', { name: 'Opt-out link' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('1 of 2', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove Consent texts' }).focus();
    await page.keyboard.press('Enter');
    const left = [{ done: true, text: 'Opt-out link' }];
    await eventually(
      list,
      (items) => JSON.stringify(items) === JSON.stringify(left),
      'the server has the rest',
    );

    await page.getByRole('textbox', { name: 'Words of Opt-out link' }).fill('Opt-out in every mail');
    await page.keyboard.press('Enter');
    await eventually(
      list,
      (items) => items[0].text === 'Opt-out in every mail' && items[0].done,
      'the words are changed',
    );
    assert.equal((await list()).length, 1);
  });

  journey('revenue in another currency counts at the rate of its day', async ({ open, admin }) => {
    const { pipelines } = await admin.api.get('/bootstrap');
    const won = pipelines[0].stages.find(({ kind }) => kind === 'won');
    const campaign = await admin.api.post('/campaigns', {
      name: 'Boston fair',
      actual_spend: { amount: 40_000_00, currency: 'INR' },
    });
    const amount = { amount: 1_000_00, currency: 'USD' };
    await admin.api.post('/deals', { name: 'Harbor', stage_id: won.id, campaign_id: campaign.id, amount });

    const page = await open({ path: `/campaigns/${campaign.id}` });
    await page.getByText('without USD: no rate').waitFor();
    await page.goto('/settings/currencies');
    await page.getByRole('button', { name: 'New rate' }).click();
    const dialog = page.getByRole('dialog', { name: 'New rate' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Needed', { exact: true }).first().waitFor();
    await dialog.getByRole('combobox', { name: 'Currency' }).click();
    await page.getByPlaceholder('Search currencies').fill('us dollar');
    await page.getByRole('option', { name: /USD/ }).first().click();
    await dialog.getByLabel('Rate').fill('85.5');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: '1 USD = 85.5 INR' }).waitFor();

    await page.goto(`/campaigns/${campaign.id}`);
    await page.getByText('at the rates of their days').waitFor();
    const figures = page.getByRole('region', { name: 'Planned and actual' });
    await figures.getByRole('link', { name: /^Revenue\s*₹85,500/ }).waitFor();
  });
});
