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
});
