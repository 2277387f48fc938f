import assert from 'node:assert/strict';
import { eventually, journeys } from './harness/journeys.mjs';

/** What was written about a record. */
const about = async ({ api }, kind, id) => ({
  notes: (await api.get(`/notes?record=${kind}:${id}`)).data.length,
  tasks: (await api.get(`/tasks?record=${kind}:${id}`)).data.length,
});

const focused = (locator) => locator.evaluate((node) => node === document.activeElement);

journeys('Conversion', (journey) => {
  journey('a lead becomes a customer with a deal, and a lead again', async ({ open, admin }) => {
    const { id } = await admin.api.find('leads', 'Rahul Goyal');
    const before = await about(admin, 'lead', id);
    assert.ok(before.notes > 0 && before.tasks > 0, 'there is something to move');
    const page = await open({ path: `/leads/${id}` });
    await page.getByRole('button', { name: 'Convert', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Convert Rahul Goyal' });
    await dialog.getByText('Same domain').waitFor();
    const deal = dialog.getByRole('region', { name: 'Deal' });
    await deal.getByLabel('Name').fill('Rahul signs');
    await deal.getByLabel('Amount', { exact: true }).fill('250000');
    await deal.getByLabel('Stage').click();
    await page.getByRole('option', { name: 'Proposal' }).click();
    await dialog.getByText(/^Creates the contact Rahul Goyal and the deal Rahul signs\./).waitFor();
    await dialog.getByRole('button', { name: 'Convert' }).dblclick();

    await page.getByRole('heading', { name: 'Rahul signs' }).waitFor();
    const lead = await admin.api.get(`/leads/${id}`);
    assert.equal(lead.status, 'converted');
    const made = await admin.api.get(`/deals/${lead.deal_id}`);
    assert.deepEqual(made.amount, { amount: 25_000_000, currency: 'INR' });
    assert.equal(made.contact_id, lead.converted_contact_id);
    assert.equal(made.campaign_id, lead.campaign_id);
    assert.deepEqual(await about(admin, 'deal', lead.deal_id), before, 'notes and tasks went along');
    assert.deepEqual(await about(admin, 'lead', id), { notes: 0, tasks: 0 });
    const { data: deals } = await admin.api.get('/deals?q=Rahul+signs');
    assert.equal(deals.length, 1, 'two presses make one deal');

    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.waitForURL(`**/leads/${id}`);
    await page.getByRole('button', { name: 'Convert', exact: true }).waitFor();
    await eventually(
      () => admin.api.get(`/leads/${id}`),
      ({ status, deal_id: left }) => status === 'open' && left === null,
      'it is a lead again',
    );
    assert.deepEqual(await about(admin, 'lead', id), before, 'notes and tasks came back');
  });

  journey('with the keys alone, and without a deal', async ({ open, admin }) => {
    const body = {
      first_name: 'Kavya',
      last_name: 'Rao',
      company_name: 'Weavers',
      email: 'kavya@weavers.example',
    };
    const { id } = await admin.api.post('/leads', body);
    const page = await open({ path: `/leads/${id}` });
    await page.getByRole('heading', { name: 'Kavya Rao' }).waitFor();
    await page.getByRole('button', { name: 'Convert', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Convert Kavya Rao' });
    await dialog.getByRole('radio', { name: 'A new company' }).waitFor();
    await eventually(
      () => focused(dialog.getByRole('radio', { name: 'A new company' })),
      Boolean,
      'the focus is on what is chosen',
    );
    await page.keyboard.press('ArrowDown');
    await dialog.getByRole('radio', { name: 'No company', checked: true }).waitFor();
    const open_a_deal = dialog.getByRole('switch', { name: 'Open a deal' });
    for (let step = 0; step < 12 && !(await focused(open_a_deal)); step += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await dialog.getByText('Creates the contact Kavya Rao.', { exact: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**/contacts/*');
    await page.getByRole('heading', { name: 'Kavya Rao' }).waitFor();

    // A converted lead is history: not among the open ones, not to be changed, and it says what it became.
    await page.goto('/leads');
    await page.getByRole('link', { name: 'Mohan Rao' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Kavya Rao' }).count(), 0);
    await page.getByRole('button', { name: /^Remove.*Status/ }).click();
    await page.getByRole('link', { name: 'Kavya Rao' }).click();
    await page.getByText(/^Converted into/).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Change Stage' }).count(), 0);
    await page.getByRole('button', { name: 'Undo conversion' }).click();
    await page.getByRole('button', { name: 'Change Stage' }).waitFor();
    assert.equal((await admin.api.get(`/leads/${id}`)).status, 'open');
  });

  journey('what was built on it keeps it, and the reason is said', async ({ open, admin }) => {
    const { id } = await admin.api.post('/leads', { first_name: 'Nadia', last_name: 'Khan' });
    const { contact_id: contact } = await admin.api.post(`/leads/${id}/convert`, { tasks: 'move' });
    await admin.api.post('/deals', { name: 'Built on Nadia', contact_id: contact });
    const page = await open({ path: `/leads/${id}`, size: 'phone' });
    await page.getByRole('button', { name: 'Undo conversion' }).click();
    await page.getByText(/Built on Nadia/).waitFor();
    assert.equal((await admin.api.get(`/leads/${id}`)).status, 'converted');
  });
});
