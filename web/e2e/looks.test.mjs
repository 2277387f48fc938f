import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { drag } from './harness/drag.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

const rupees = (amount) => ({ amount, currency: 'INR' });
const chip = (page, title) => page.locator('[data-entry]').filter({ hasText: title });
const cell = (page, day) => page.locator(`[data-day="${day}"]`);
/** A month of its own for each journey, far enough from the sample deals. */
const month = '2031-04';

const byDefault = { filter: undefined, layout: 'calendar', at: month };
const address = (change = {}) => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...byDefault, ...change })) {
    if (value !== undefined) search.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return `/deals?${search}`;
};

journeys('Looks at deals', (journey) => {
  journey('the calendar: a deal goes to another day by key, by hand and back', async ({ open, admin }) => {
    const make = (name, day, amount) =>
      admin.api.post('/deals', { name, expected_close_on: day, amount: rupees(amount) });
    const deal = await make('Orchid hall', `${month}-09`, 50_000_000);
    for (let n = 1; n <= 6; n += 1) await make(`Crowd ${n}`, `${month}-22`, n * 100);
    const day = async () => (await admin.api.get(`/deals/${deal.id}`)).expected_close_on;
    const page = await open({ path: address() });
    await chip(page, 'Orchid hall').waitFor();
    await page.getByRole('grid', { name: 'Deals by expected day, April 2031' }).waitFor();
    await checkAccessible(page, 'the calendar');
    await page.getByText('7 deals ·').waitFor();

    await chip(page, 'Orchid hall').focus();
    await page.keyboard.press('Alt+ArrowRight');
    await eventually(day, (now) => now === `${month}-10`, 'a day later');
    await cell(page, `${month}-10`)
      .getByRole('button', { name: /^Orchid hall/ })
      .waitFor();
    await eventually(
      () => chip(page, 'Orchid hall').evaluate((node) => node === document.activeElement),
      Boolean,
      'the focus goes along',
    );
    await page.keyboard.press('Alt+ArrowDown');
    await eventually(day, (now) => now === `${month}-17`, 'a week later');
    await page.keyboard.press('Control+z');
    await eventually(day, (now) => now === `${month}-10`, 'taken back');

    await drag(page, chip(page, 'Orchid hall'), cell(page, `${month}-03`));
    await eventually(day, (now) => now === `${month}-03`, 'dropped on another day');
    await page.getByText('Orchid hall: expected on').first().waitFor();

    await chip(page, 'Orchid hall').focus();
    await page.keyboard.press('m');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /15 April 2031/ })
      .click();
    await eventually(day, (now) => now === `${month}-15`, 'chosen in the dialog');

    // Days with many deals show some; the others open.
    await page.getByRole('button', { name: '+3 more' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Crowd 1/ })
      .waitFor();
    await checkAccessible(page, 'a day with many deals');
    await page.keyboard.press('Escape');

    await chip(page, 'Orchid hall').click();
    const drawer = page.getByRole('dialog', { name: 'Orchid hall' });
    await drawer.getByRole('button', { name: 'Close', exact: true }).click();
  });

  journey('switching keeps the filter, and what is ticked', async ({ open, admin }) => {
    await admin.api.post('/deals', { name: 'Kept deal', expected_close_on: '2031-06-10' });
    await admin.api.post('/deals', { name: 'Other deal', expected_close_on: '2031-06-10' });
    const filter = { and: [{ field: 'name', op: 'contains', value: 'Kept' }] };
    const page = await open({ path: address({ filter, at: '2031-06' }) });
    await chip(page, 'Kept deal').focus();
    assert.equal(await chip(page, 'Other deal').count(), 0);
    await page.keyboard.press('x');
    await page.getByRole('toolbar', { name: '1 selected' }).waitFor();
    for (const look of ['Forecast', 'Table', 'Board']) {
      await page.getByRole('radio', { name: look }).click();
      await page.getByRole('toolbar', { name: '1 selected' }).waitFor();
      assert.match(decodeURIComponent(page.url()), /Kept/);
    }
  });

  journey('a calendar that cannot be read says so; on a phone it is an agenda', async ({ open, admin }) => {
    const { id } = await admin.api.post('/deals', {
      name: 'Pocket deal',
      expected_close_on: '2031-08-12',
      amount: rupees(1_200_000),
    });
    const page = await open({ path: address({ at: '2031-08' }), size: 'phone', dark: true });
    await page.getByRole('link', { name: /Pocket deal/ }).waitFor();
    await checkFolds(page, 'the agenda');
    await checkAccessible(page, 'the agenda in the dark');
    await page.getByRole('button', { name: 'Expected close of Pocket deal' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /20 August 2031/ })
      .click();
    await eventually(
      async () => (await admin.api.get(`/deals/${id}`)).expected_close_on,
      (day) => day === '2031-08-20',
      'another day',
    );
    await page.getByRole('button', { name: 'Next month' }).click();
    await page.getByText('No deal is expected to close this month').waitFor();
    await page.route('**/api/v1/deals?**', (route) => route.abort());
    await page.reload();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });

  journey('the forecast: figures lead to their deals, quotas are set here', async (world) => {
    const { open, admin } = world;
    const make = (name, probability, amount) =>
      admin.api.post('/deals', {
        name,
        probability,
        amount: rupees(amount),
        expected_close_on: '2032-02-15',
      });
    await make('Sure', 80, 10_000_000);
    await make('Maybe', 50, 4_000_000);
    await make('Hope', 10, 1_000_000);
    const page = await open({ path: '/deals?layout=forecast&at=2032-02-01' });
    const february = page.getByRole('row', { name: /^Feb 2032/ });
    await february.waitFor();
    const figures = await february.getByRole('link').allInnerTexts();
    const said = figures.join(' ');
    for (const part of ['Commit', '₹1,00,000', 'Best case', '₹40,000', 'Pipeline', '₹10,000']) {
      assert.ok(said.includes(part), `${part} in ${said}`);
    }
    await checkAccessible(page, 'the forecast');

    // What changed since last week, with its deals.
    await page.getByRole('button', { name: /^3 new/ }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Maybe' }).waitFor();
    await page.keyboard.press('Escape');

    // Everybody's lines open under their month; a manager sets the quota.
    await february.getByRole('button', { name: 'Feb 2032' }).click();
    await page.getByRole('button', { name: 'Quota of Ananya Iyer, Feb 2032' }).click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('250000');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await eventually(
      async () => (await admin.api.get('/quotas?month=2032-02-01')).data.map(({ amount }) => amount),
      (amounts) => JSON.stringify(amounts) === JSON.stringify([rupees(25_000_000)]),
      'the quota is kept',
    );
    await page.getByText('0% won').first().waitFor();
    await page.getByRole('radio', { name: 'Quarter' }).click();
    await page.getByRole('row', { name: /Jan.*2032/ }).waitFor();
    await page.getByRole('radio', { name: 'Month' }).click();

    await february.getByRole('link', { name: /^Commit/ }).click();
    await page.getByRole('link', { name: 'Sure' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Maybe' }).count(), 0);

    // Who sells sees quotas and sets none.
    const person = await joinAs(world, 'Rhea Paul', 'sales');
    const theirs = await open({ person, path: '/deals?layout=forecast&at=2032-02-01', size: 'phone' });
    await theirs.getByRole('button', { name: 'Feb 2032' }).click();
    await theirs.getByRole('heading', { name: 'Ananya Iyer' }).first().waitFor();
    assert.equal(await theirs.getByRole('button', { name: /quota/i }).count(), 0);
    await checkFolds(theirs, 'the forecast');
    await checkAccessible(theirs, 'the forecast on a phone');
  });
});
