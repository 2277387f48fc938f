import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

const day = 86_400_000;
const from = (days) => new Date(Date.now() + days * day).toISOString();

/** What a calendar of another program gets. */
async function read(url, headers = {}) {
  const response = await fetch(url, { headers });
  return { status: response.status, text: await response.text(), tag: response.headers.get('etag') };
}

journeys('Calendars of other programs', (journey) => {
  journey('an address: made, read elsewhere, made anew, taken back', async (world) => {
    const person = await joinAs(world, 'Farah Khan', 'sales');
    await person.api.post('/tasks', { name: 'Call Meera', due_at: from(1) });
    const page = await world.open({ person, path: '/calendar' });
    await page.getByRole('button', { name: 'Subscribe in another calendar' }).click();
    const dialog = page.getByRole('dialog', { name: 'Subscribe in another calendar' });
    await dialog.getByText('No address').first().waitFor();
    await checkAccessible(page, 'the addresses of calendars');

    await dialog.getByRole('button', { name: 'Make an address My calendar' }).click();
    const field = dialog.getByRole('textbox', { name: 'Address of My calendar' });
    const first = new URL(await field.inputValue());
    const url = (value) => new URL(new URL(value).pathname, page.url());
    const told = await read(url(first));
    assert.match(told.text, /^BEGIN:VCALENDAR\r\n/);
    assert.match(told.text, /\r\nSUMMARY:Call Meera\r\n/);
    assert.equal((await read(url(first), { 'if-none-match': told.tag })).status, 304);
    await dialog.getByText('Copy it now: it is not shown again.').waitFor();

    await dialog.getByRole('button', { name: 'Make a new one My calendar' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Make a new one' }).click();
    const second = await eventually(
      () => field.inputValue(),
      (value) => value !== first.href,
      'another address',
    );
    assert.equal((await read(url(first))).status, 404);
    assert.equal((await read(url(second))).status, 200);

    // Opened again, it says that there is one, and shows it no more.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('button', { name: 'Subscribe in another calendar' }).click();
    await dialog.getByText(/^Address made/).waitFor();
    assert.equal(await field.count(), 0);
    await dialog.getByRole('button', { name: 'Take back My calendar' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click();
    await dialog.getByText('No address').first().waitFor();
    assert.equal((await read(url(second))).status, 404);
  });

  journey('a team on a phone, in the dark', async (world) => {
    await world.admin.api.post('/teams', { name: 'North' });
    const person = await joinAs(world, 'Gita Menon', 'sales');
    const page = await world.open({ person, path: '/calendar', size: 'phone', dark: true });
    await page.getByRole('button', { name: 'Subscribe in another calendar' }).click();
    const sheet = page.getByRole('dialog', { name: 'Subscribe in another calendar' });
    await sheet.getByRole('button', { name: 'Make an address North' }).click();
    await sheet.getByRole('textbox', { name: 'Address of North' }).waitFor();
    await checkFolds(page, 'the addresses of calendars');
    await checkAccessible(page, 'the addresses of calendars on a phone');
  });
});
