import assert from 'node:assert/strict';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

// The workspace counts its days in Kolkata. Here it is yesterday for most of the day.
const faraway = { timeZone: 'Pacific/Honolulu' };
const rowsOf = (page) => page.getByRole('rowheader').count();
const month = (page) => page.getByRole('link', { name: /a year before/ });

async function fill(api) {
  const { pipelines } = await api.get('/bootstrap');
  const won = pipelines[0].stages.find(({ kind }) => kind === 'won');
  const { data: campaigns } = await api.get('/campaigns?limit=1');
  for (const n of [1, 2, 3]) {
    await api.post('/leads', { last_name: `Fair ${n}`, source: 'event', campaign_id: campaigns[0].id });
  }
  const lead = await api.post('/leads', { last_name: 'Convinced', source: 'event' });
  await api.post(`/leads/${lead.id}/convert`);
  for (const [name, currency] of [
    ['Loom', 'INR'],
    ['Shuttle', 'USD'],
  ]) {
    const deal = await api.post('/deals', { name, amount: { amount: 50_000_00, currency } });
    await api.patch(`/deals/${deal.id}`, { stage_id: won.id });
  }
  await api.post('/tasks', { name: 'Long overdue', due_at: '2020-01-01T09:00:00Z' });
  return campaigns[0];
}

journeys('The dashboard', (journey) => {
  journey('every figure opens as many records as it counts', async ({ open, admin }) => {
    const campaign = await fill(admin.api);
    const page = await open(faraway);
    const figures = await admin.api.get('/dashboard?period=month');
    const { counts, new_leads: leads, conversion, won } = figures;
    const [source] = figures.leads_per_source.filter(({ group }) => group === 'event');
    const brought = figures.campaigns.find((line) => line.campaign.id === campaign.id);
    assert.ok(leads.count >= 4 && conversion.converted >= 1 && won.count >= 2 && brought.leads >= 3);
    const cases = [
      [/^Pipeline/, counts.deals_open, null],
      [/^Won this month/, won.count, null],
      [/^New leads/, leads.count, leads.count],
      [/^Lead conversion/, conversion.converted, null],
      [/^Open leads/, counts.leads, counts.leads],
      [/^Active customers/, counts.customers, counts.customers],
      [/^Open tasks/, counts.tasks_open, counts.tasks_open],
      [/^\d+ overdue/, counts.tasks_overdue, counts.tasks_overdue],
      [/^Event/, source.count, source.count],
    ];
    for (const [name, count, shown] of cases) {
      const link = page.getByRole('link', { name }).first();
      if (shown !== null) assert.match(await link.innerText(), new RegExp(`\\b${shown}\\b`), String(name));
      await link.click();
      await page.waitForURL(/filter=/);
      await eventually(
        () => rowsOf(page),
        (rows) => rows === count,
        `${name} opens ${count} records`,
      );
      await page.goBack();
      await page.waitForURL((url) => url.pathname === '/');
    }
    await page.getByText('in other currencies').waitFor();
    const line = page.getByRole('row', { name: campaign.title });
    await line.getByRole('link', { name: /leads?$/ }).click();
    await eventually(
      () => rowsOf(page),
      (rows) => rows === brought.leads,
      'the leads of the campaign are listed',
    );
  });

  journey(
    'what is chosen stands in the address: it survives reload and goes back step by step',
    async ({ open, admin, server }) => {
      const leah = await joinAs({ server, admin }, 'Leah Okafor', 'sales');
      await leah.api.post('/leads', { last_name: 'Hers' });
      const page = await open(faraway);
      const newLeads = page.getByRole('link', { name: /^New leads/ });
      await newLeads.waitFor();
      const everyones = (await newLeads.innerText()).match(/\d+/)[0];
      await page.getByRole('radio', { name: 'Quarter' }).click();
      await page.waitForURL(/period=quarter/);
      await page.getByRole('button', { name: 'Whose figures: Everyone' }).click();
      await page.getByRole('option', { name: 'Leah Okafor' }).click();
      await page.waitForURL(/owner=/);
      const hers = async () => {
        await page.getByRole('button', { name: 'Whose figures: Leah Okafor' }).waitFor();
        await page.getByRole('link', { name: /^New leads\s*1\b/ }).waitFor();
        assert.equal(await page.getByRole('radio', { name: 'Quarter' }).getAttribute('aria-checked'), 'true');
      };
      await hers();
      await page.reload();
      await hers();
      await newLeads.click();
      await page.getByRole('rowheader', { name: /Hers/ }).waitFor();
      assert.equal(await rowsOf(page), 1);
      await page.goBack();
      await hers();
      await page.goBack();
      await page.getByRole('button', { name: 'Whose figures: Everyone' }).waitFor();
      assert.match(page.url(), /period=quarter/);
      await page.goBack();
      await page.getByRole('link', { name: new RegExp(`^New leads\\s*${everyones}\\b`) }).waitFor();
      assert.equal(new URL(page.url()).search, '');
    },
  );

  journey('days are chosen from a list, or with two presses and by keyboard', async ({ open }) => {
    const page = await open();
    const days = page.getByRole('button', { name: /^Days:/ });
    await days.click();
    await page.getByRole('button', { name: 'Last month' }).click();
    await page.waitForURL(/from=\d{4}-\d\d-01&to=/);
    const { searchParams: before } = new URL(page.url());
    await days.click();
    const dialog = page.getByRole('dialog', { name: 'Days' });
    await dialog.getByRole('gridcell').first().waitFor();
    await dialog.getByRole('gridcell', { selected: true }).first().getByRole('button').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByText('Now press the last day.').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const { searchParams: after } = new URL(page.url());
    assert.equal(after.get('from'), before.get('from').replace(/01$/, '02'));
    assert.equal(after.get('to'), before.get('from').replace(/01$/, '04'));
  });

  journey(
    'the months of the chart are walked through and opened with the keyboard',
    async ({ open, admin }) => {
      const page = await open(faraway);
      await month(page).last().focus();
      const name = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
      const last = await name();
      await page.keyboard.press('ArrowLeft');
      const earlier = await name();
      assert.notEqual(earlier, last);
      await page.keyboard.press('Home');
      assert.equal(await name(), await month(page).first().getAttribute('aria-label'));
      await page.keyboard.press('End');
      assert.equal(await name(), last);
      await page.keyboard.press('Enter');
      await page.waitForURL(/closed_at/);
      const { won } = await admin.api.get('/dashboard');
      await eventually(
        () => rowsOf(page),
        (rows) => rows === won.count,
        'the deals won this month are listed',
      );
    },
  );

  journey('the chart is a table for those who prefer one', async ({ open }) => {
    const page = await open();
    await page.getByRole('button', { name: 'View Revenue as a table' }).click();
    const table = page.getByRole('table', { name: 'Revenue' });
    assert.equal(await table.getByRole('row').count(), 13);
  });

  journey('a finger sees the numbers first and opens the list with its second tap', async ({ open }) => {
    const page = await open({ size: 'phone' });
    const last = month(page).last();
    await last.scrollIntoViewIfNeeded();
    await last.tap();
    await page.getByText('Year before').nth(1).waitFor();
    assert.equal(new URL(page.url()).pathname, '/');
    await last.tap();
    await page.waitForURL(/\/deals\?.*closed_at/);
  });

  journey('an address that means nothing says so and leads back', async ({ open }) => {
    const page = await open({ path: '/?period=decade' });
    await page.getByRole('heading', { name: 'This address leads nowhere' }).waitFor();
    await page.getByRole('button', { name: 'Show this month of everyone' }).click();
    await page.getByRole('heading', { name: 'Lead sources' }).waitFor();
    await page.goto('/?owner=01934f10-8a76-7000-8000-00000000dead');
    await page.getByText('There is no such person here.').waitFor();
  });

  journey('figures follow a change made on the page itself', async ({ open }) => {
    const page = await open();
    const tasks = page.getByRole('region', { name: 'My tasks' });
    const box = tasks.getByRole('checkbox', { checked: false }).first();
    const figure = page.getByRole('link', { name: /^Open tasks/ });
    const before = Number((await figure.innerText()).match(/\d+/)[0]);
    await box.click();
    await page.getByRole('link', { name: new RegExp(`^Open tasks\\s*${before - 1}\\b`) }).waitFor();
  });
});
