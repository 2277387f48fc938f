import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { drag } from './harness/drag.mjs';
import { joinAs } from './harness/people.mjs';

const day = 86_400_000;
const from = (days) => new Date(Date.now() + days * day).toISOString();

journeys('Tasks by day', (journey) => {
  journey('my day: added in plain words, finished and put off by the keys', async (world) => {
    const person = await joinAs(world, 'Asha Rao', 'sales');
    const contract = await person.api.post('/tasks', { name: 'Send the contract', due_at: from(-3) });
    const printer = await person.api.post('/tasks', { name: 'Call the printer', due_at: from(-2) });
    const page = await world.open({ person, path: '/my-day' });
    const overdue = page.getByRole('region', { name: /Overdue/ });
    await overdue.getByRole('link', { name: /Send the contract/ }).waitFor();
    await checkAccessible(page, 'my day');

    await page.getByRole('textbox', { name: 'Add a task' }).fill('Call Meera tomorrow at 3 pm');
    await page.getByText(/^Due Tomorrow/).waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: /Next seven days/ })
      .getByRole('link', { name: /Call Meera/ })
      .waitFor();
    await page.keyboard.press('Escape');

    // The first one is meant until somebody goes to another.
    await page.keyboard.press('h');
    await page.getByRole('menuitem', { name: 'Tomorrow at 9:00' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await page.keyboard.press('e');
    await page
      .getByRole('region', { name: /Done today/ })
      .getByText('Send the contract', { exact: true })
      .waitFor();
    await eventually(
      () => person.api.get(`/tasks/${contract.id}`),
      ({ status }) => status === 'completed',
      'finished',
    );

    // The focus went on to the next one, which is put off.
    await page.keyboard.press('h');
    await page.getByRole('menuitem', { name: 'Tomorrow at 9:00' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: /Next seven days/ })
      .getByRole('link', { name: /Call the printer/ })
      .waitFor();
    await eventually(
      () => person.api.get(`/tasks/${printer.id}`),
      ({ due_at }) => Date.parse(due_at) > Date.now(),
      'put off',
    );
  });

  journey('a task that repeats: chosen in plain words, done once, there again', async (world) => {
    const person = await joinAs(world, 'Bela Shah', 'sales');
    const task = await person.api.post('/tasks', { name: 'Stand-up', due_at: from(0) });
    const page = await world.open({ person, path: `/tasks/${task.id}` });
    await page
      .getByRole('button', { name: /Repeats/ })
      .first()
      .click();
    await page.getByRole('combobox', { name: 'How often' }).selectOption('daily');
    await page.getByRole('combobox', { name: 'Ends' }).selectOption('after');
    await page.getByRole('spinbutton', { name: 'How many times' }).fill('3');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Every day, 3 times').first().waitFor();
    // What is typed stands on the page before it is saved.
    await eventually(
      () => person.api.get(`/tasks/${task.id}`),
      ({ recurrence }) => recurrence === 'FREQ=DAILY;COUNT=3',
      'saved',
    );

    await page.goto(new URL('/my-day', page.url()).href);
    await page.getByRole('checkbox', { name: 'Finish Stand-up' }).click();
    await page
      .getByRole('region', { name: /Next seven days/ })
      .getByRole('link', { name: /Stand-up/ })
      .waitFor();
    await eventually(
      async () =>
        (await person.api.get('/tasks?limit=200')).data
          .filter(({ title }) => title === 'Stand-up')
          .map(({ status }) => status),
      (found) => found.toSorted().join() === 'completed,pending',
      'one is done, the next one is open',
    );
  });

  journey('one of a series is changed alone on its page, or with those that follow', async (world) => {
    const person = await joinAs(world, 'Esha Nair', 'sales');
    const weekly = { name: 'Count the stock', due_at: from(0), recurrence: 'FREQ=WEEKLY;COUNT=4' };
    const task = await person.api.post('/tasks', weekly);
    const page = await world.open({ person, path: `/tasks/${task.id}` });
    const rename = async (name, answer) => {
      await page.getByRole('button', { name: /Change the name$/ }).click();
      await page.getByRole('textbox', { name: 'Task' }).fill(name);
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: /comes again/ });
      await dialog.getByRole('button', { name: answer }).click();
    };
    const named = () => person.api.get(`/tasks/${task.id}`);
    await rename('Never mind', 'Close');
    await page.getByRole('heading', { name: 'Count the stock' }).waitFor();
    await rename('Count it twice', 'This one');
    const alone = await eventually(named, ({ name }) => name === 'Count it twice', 'this one is renamed');
    assert.equal(alone.series.keep.name, 'Count the stock', 'those that follow are not');
    await page.getByRole('heading', { name: 'Count it twice' }).waitFor();
    await rename('Count every box', 'This and all that follow');
    const all = await eventually(named, ({ name }) => name === 'Count every box', 'all are renamed');
    assert.equal(all.series.keep?.name, undefined, 'those that follow have the name, too');
  });

  journey('the calendar: three views, moved by the keys, a series asked about', async (world) => {
    const person = await joinAs(world, 'Chitra Das', 'sales');
    // Half past eleven of today, where the person is: in Kolkata, five hours and a half ahead.
    const noon = new Date(Date.now() + 5.5 * 3_600_000);
    noon.setUTCHours(6, 0, 0, 0);
    const at = noon.toISOString();
    const plain = await person.api.post('/tasks', { name: 'Visit the site', kind: 'meeting', due_at: at });
    const weekly = await person.api.post('/tasks', {
      name: 'Weekly report',
      due_at: at,
      recurrence: 'FREQ=DAILY;COUNT=4',
    });
    const page = await world.open({ person, path: '/calendar?view=week' });
    const chip = (name) => page.locator('[data-entry]').filter({ hasText: name });
    await chip('Visit the site').waitFor();
    await checkAccessible(page, 'the calendar by week');

    await chip('Visit the site').focus();
    // On the last day of the week it goes back, to stay in sight.
    const days = noon.getUTCDay() === 0 ? -1 : 1;
    const moved = noon.getTime() + days * day;
    const key = days === 1 ? 'Alt+ArrowRight' : 'Alt+ArrowLeft';
    await page.keyboard.press(key);
    await eventually(
      () => person.api.get(`/tasks/${plain.id}`),
      ({ due_at }) => Date.parse(due_at) === moved,
      'the meeting went a day on',
    );

    await page.locator(`[data-entry="${weekly.id}"]`).focus();
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: /Weekly report comes again/ });
    await dialog.waitFor();
    await checkAccessible(page, 'the question about a series');
    await dialog.getByRole('button', { name: 'This one' }).click();
    const { series } = await eventually(
      () => person.api.get(`/tasks/${weekly.id}`),
      ({ due_at }) => Date.parse(due_at) === moved,
      'this one went a day on',
    );
    assert.equal(series.start.slice(0, 10), at.slice(0, 10), 'the series stays');

    await page.getByRole('radio', { name: 'Agenda' }).click();
    await page.locator('[data-entry]').nth(1).waitFor();
    await page.locator('[data-entry]').first().focus();
    await page.keyboard.press('ArrowDown');
    await eventually(
      () =>
        page.evaluate(() => [...document.querySelectorAll('[data-entry]')].indexOf(document.activeElement)),
      (at) => at === 1,
      'the arrow goes on in the list',
    );
    await page.getByRole('radio', { name: 'Month' }).click();
    await chip('Visit the site').first().waitFor();
    // Dropped back by hand onto the day it was on.
    await drag(page, chip('Visit the site').first(), page.locator(`[data-day="${at.slice(0, 10)}"]`));
    await eventually(
      () => person.api.get(`/tasks/${plain.id}`),
      ({ due_at }) => Date.parse(due_at) === noon.getTime(),
      'dropped on its day of before',
    );
    await chip('Visit the site').first().click();
    await page.getByRole('dialog', { name: /Visit the site/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Meetings' }).click();
    await chip('Visit the site').waitFor({ state: 'detached' });
    assert.match(page.url(), /hide=meeting/);
    // The address keeps what is shown; the messages of the moves are gone.
    await page.reload();
    await chip('Weekly report').first().waitFor();
    assert.equal(await chip('Visit the site').count(), 0);
    await checkAccessible(page, 'the calendar by month');
  });

  journey('on a phone the calendar is an agenda', async (world) => {
    const person = await joinAs(world, 'Dev Iyer', 'sales');
    const long = 'about the delivery of the second container to the north gate';
    await person.api.post('/tasks', { name: `Call back ${long}`, due_at: from(1) });
    const page = await world.open({ person, path: '/calendar', size: 'phone' });
    await page.locator('[data-entry]').filter({ hasText: 'Call back' }).first().waitFor();
    await checkFolds(page, 'the agenda on a phone');
    const box = await page.getByRole('button', { name: /^Another day for Call back/ }).boundingBox();
    assert.ok(box.x + box.width <= 360, 'the button beside a long title is in sight');
    await checkAccessible(page, 'the agenda on a phone');

    await person.api.post('/tasks', {
      name: 'Meet the team',
      kind: 'meeting',
      due_at: from(1),
      recurrence: 'FREQ=DAILY;COUNT=3',
    });
    // What is still to come of a meeting is a meeting.
    await page.locator('[data-entry*="@"]').filter({ hasText: 'Meet the team' }).first().waitFor();
    await page.getByRole('button', { name: 'Meetings' }).click();
    await eventually(
      () => page.locator('[data-entry]').filter({ hasText: 'Meet the team' }).count(),
      (count) => count === 0,
      'meetings are left out',
    );
    await page.getByRole('button', { name: 'Meetings' }).click();

    await page.getByRole('radio', { name: 'Week' }).click();
    await page.locator('ol > li').nth(6).waitFor();
    await checkFolds(page, 'the week on a phone');
    await page.getByRole('radio', { name: 'Month' }).click();
    const month = page.getByRole('grid', { name: /^Calendar, / });
    await month.waitFor();
    await checkFolds(page, 'the month on a phone');
    await checkAccessible(page, 'the month on a phone');
    await month.locator('button[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-entry]').filter({ hasText: 'Call back' }).first().waitFor();
  });
});
