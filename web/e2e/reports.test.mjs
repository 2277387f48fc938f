import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { checkAccessible } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

/** A stage in which deals are won. */
async function wonStage(api) {
  const { pipelines } = await api.get('/bootstrap');
  return pipelines.flatMap(({ stages }) => stages).find(({ kind }) => kind === 'won');
}

/** Two deals that are won now. */
async function winTwo({ admin }) {
  const stage = await wonStage(admin.api);
  for (const [name, amount] of [
    ['Mill in Pune', 500_000_00],
    ['Ghat pumps', 250_000_00],
  ]) {
    const deal = await admin.api.post('/deals', { name, amount: { amount, currency: 'INR' } });
    await admin.api.patch(`/deals/${deal.id}`, { stage_id: stage.id });
  }
}

const total = (page, column) =>
  page.getByRole('table').locator('tfoot').getByRole('cell').nth(column).innerText();

journeys('Reports', (journey) => {
  journey('revenue: a figure opens exactly what it counts', async ({ open, admin }) => {
    await winTwo({ admin });
    const page = await open({ path: '/' });
    await page.getByRole('heading', { name: 'Deals per stage' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByRole('link', { name: 'Revenue', exact: true }).click();
    await page.waitForURL(/\/reports\/revenue/);
    const figures = page.getByRole('table', { name: 'Revenue' });
    const rows = figures.locator('tbody').getByRole('row');
    const row = rows.filter({ has: page.getByRole('link', { name: /^₹[1-9]/ }) });
    await row.waitFor();
    const [revenue, won] = await row.getByRole('cell').allInnerTexts();
    assert.match(revenue, /^₹/);
    await row.getByRole('link', { name: won, exact: true }).click();
    await page.waitForURL(/\/deals\?/);
    await eventually(
      () => page.getByRole('rowheader').count(),
      (count) => count === Number(won),
      'the list holds as many deals as the report counts',
    );
    await page.goBack();
    await figures.waitFor();
    // The same from the chart, by the keys.
    const spots = page.getByRole('group').getByRole('link');
    await spots.last().focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('End');
    assert.match(await spots.last().getAttribute('aria-label'), /Revenue ₹/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/deals\?/);
  });

  journey('days, people and the order stand in the address', async ({ open, admin, server }) => {
    await winTwo({ admin });
    const meera = await joinAs({ server, admin }, 'Meera Shah', 'sales');
    const page = await open({ path: '/reports/sales_performance' });
    await page.getByRole('rowheader', { name: 'Ananya Iyer' }).waitFor();
    await page.getByRole('button', { name: /^Whose figures/ }).click();
    await page.getByRole('option', { name: meera.name }).click();
    await page.waitForURL(/owner=/);
    await page.getByText('Nothing in this period').waitFor();
    await page.getByRole('button', { name: /^Whose figures/ }).click();
    await page.getByRole('option', { name: /Me$/ }).click();
    await page.getByRole('rowheader', { name: 'Ananya Iyer' }).waitFor();
    await page.getByRole('button', { name: /^Period:/ }).click();
    await page.getByRole('button', { name: 'This year' }).click();
    await page.waitForURL(/period=this_year/);
    await page.getByRole('button', { name: 'Won', exact: true }).click();
    await page.waitForURL(/sort=-won/);
    await page.getByRole('radio', { name: 'Table' }).click();
    await page.waitForURL(/as=table/);

    const again = await open({ path: new URL(page.url()).pathname + new URL(page.url()).search });
    await again.getByRole('rowheader', { name: 'Ananya Iyer' }).waitFor();
    assert.equal(await total(again, 1), await total(page, 1));
    assert.equal(
      await again.getByRole('columnheader', { name: 'Won' }).getAttribute('aria-sort'),
      'descending',
    );
    assert.equal(await again.getByRole('group', { name: /most for/ }).count(), 0);
  });

  journey('comes as CSV and as a workbook', async ({ open }) => {
    const page = await open({ path: '/reports/lead_conversion' });
    await page.getByRole('rowheader', { name: 'Total' }).waitFor();
    const leads = await total(page, 0);
    const fetched = async (name) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name, exact: true }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const csv = await fetched('CSV');
    assert.match(csv.name, /^lead-conversion-.*\.csv$/);
    const lines = csv.bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/);
    const width = lines[0].split(',').length;
    assert.ok(
      lines.every((line) => line.split(',').length === width),
      'every line has every column',
    );
    assert.ok(lines.some((line) => line.split(',').includes(leads)));

    // After a quarter of an hour the browser has forgotten the access token.
    await page.context().clearCookies({ name: 'kith_access' });
    const pdf = await fetched('PDF');
    assert.match(pdf.name, /^lead-conversion-.*\.pdf$/);
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-');

    const { name, bytes } = await fetched('Excel');
    assert.match(name, /^lead-conversion-.*\.xlsx$/);
    const parts = unzip(bytes);
    assert.ok(parts.has('[Content_Types].xml') && parts.has('xl/workbook.xml'));
    assert.match(parts.get('xl/worksheets/sheet1.xml'), /<sheetData>.*<\/sheetData>/s);
  });

  journey('a report of one’s own is built, saved, found, starred, sent and deleted', async ({ open }) => {
    const page = await open({ path: '/reports' });
    await page.getByRole('link', { name: 'New report' }).click();
    await page.getByRole('combobox', { name: 'Records' }).click();
    await page.getByRole('option', { name: 'Leads', exact: true }).click();
    await page.getByRole('combobox', { name: 'Grouping 1' }).click();
    await page.getByRole('option', { name: 'Source', exact: true }).click();
    await page.getByRole('button', { name: 'Add a grouping' }).click();
    await page.getByRole('combobox', { name: 'Grouping 2' }).click();
    await page.getByRole('option', { name: 'Stage', exact: true }).click();
    await page.getByRole('combobox', { name: 'Chart' }).click();
    await page.getByRole('option', { name: 'Stacked bars' }).click();
    const headers = page.getByRole('columnheader');
    await eventually(
      () => headers.allInnerTexts(),
      (texts) => texts.join() === 'Source,Stage,Leads',
      'the preview has both groupings',
    );
    // Until the chart is drawn anew, the one before stands there pale.
    await eventually(
      () => page.locator('[aria-busy="true"]').count(),
      (busy) => busy === 0,
      'the preview is the last one',
    );
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
    await checkAccessible(page, 'the builder');

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Needed', { exact: true }).waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Where leads stand');
    await dialog.getByRole('radio', { name: /everyone/i }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/\/reports\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { name: 'Where leads stand' }).waitFor();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Send by mail' }).click();
    await dialog.getByRole('radio', { name: 'Weekly' }).click();
    await checkAccessible(page, 'the schedule');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Star Where leads stand' }).click();
    await page.getByRole('link', { name: 'Reports', exact: true }).first().click();
    await page.getByRole('searchbox', { name: 'Find a report' }).fill('leads stand');
    const mine = page.getByRole('region', { name: 'My reports' });
    await mine.getByRole('link', { name: 'Where leads stand' }).waitFor();
    await mine.getByText('Sent by mail: Weekly').waitFor({ state: 'attached' });
    const star = mine.getByRole('button', { name: 'Star Where leads stand' });
    assert.equal(await star.getAttribute('aria-pressed'), 'true');

    await mine.getByRole('link', { name: 'Where leads stand' }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.waitForURL(/\/reports$/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Where leads stand' }).waitFor();
  });

  journey('what does not exist is said, with a way on', async ({ open }) => {
    const page = await open({ path: '/reports/revenue?period=tomorrow' });
    await page.getByRole('button', { name: 'Show it as it comes' }).click();
    await page.getByText('What was won').waitFor();
    await page.goto('/reports/nothing');
    await page.getByRole('link', { name: 'All reports' }).click();
    await page.getByRole('link', { name: 'Lead funnel' }).waitFor();
  });
});

/** The parts of a ZIP archive as texts, read from its directory at the end. */
function unzip(bytes) {
  const parts = new Map();
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const start = bytes.readUInt32LE(at + 42);
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const body = bytes.subarray(data, data + size);
    const text = (packed === 0 ? body : inflateRawSync(body)).toString('utf8');
    parts.set(bytes.toString('utf8', at + 46, at + 46 + name), text);
    at += 46 + name + extra + comment;
  }
  return parts;
}
