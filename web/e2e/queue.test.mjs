import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

const hours = (count) => new Date(Date.now() + count * 3_600_000).toISOString();

/** Somebody in sales with an overdue task about a lead of theirs, a hot lead and a deal without a next step. */
async function rep(world, name) {
  const person = await joinAs(world, name, 'sales');
  const lead = await person.api.post('/leads', {
    first_name: 'Tara',
    last_name: 'Iyer',
    phone: '+91 98765 43210',
    email: 'tara@iyer.example',
  });
  const task = await person.api.post('/tasks', {
    name: 'Call about the flat',
    kind: 'call',
    due_at: hours(-30),
    record: { kind: 'lead', id: lead.id },
  });
  const hot = await person.api.post('/leads', { first_name: 'Vik', last_name: 'Rao', score: 91 });
  const deal = await person.api.post('/deals', { name: 'Corner office' });
  return { person, lead, task, hot, deal };
}

const now = (page) =>
  page.getByRole('region', { name: 'Now', exact: true }).getByRole('heading', { level: 2 });
const shows = (page, title) => now(page).filter({ hasText: title }).waitFor();

journeys('Up next', (journey) => {
  journey('a rep works through the queue with the keys alone', async (world) => {
    const { person, lead, task, hot, deal } = await rep(world, 'Meera Nair');
    const page = await world.open({ person, path: '/' });
    await page.getByRole('link', { name: 'Up next' }).first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('q');
    await shows(page, 'Call about the flat');
    await page.getByText(/^Overdue since/).waitFor();
    await page.getByRole('link', { name: '+919876543210' }).waitFor();
    await checkAccessible(page, 'the queue');

    // J and K look at others, S puts this one last.
    await page.keyboard.press('j');
    await shows(page, 'Vik Rao');
    await page.keyboard.press('k');
    await shows(page, 'Call about the flat');
    await page.keyboard.press('s');
    await shows(page, 'Vik Rao');
    await page.getByRole('heading', { name: /^Skipped/ }).waitFor();

    // The hot lead: what was said, without a next step.
    await page.keyboard.press('l');
    await page.getByRole('textbox', { name: 'What was said?' }).fill('Wants a visit on Friday');
    await checkAccessible(page, 'logging what happened');
    await page.keyboard.press('Control+Enter');
    await shows(page, 'Corner office');
    const talks = async (id) => (await person.api.get(`/interactions?lead_id=${id}`)).data;
    assert.deepEqual(
      (await talks(hot.id)).map(({ subject }) => subject),
      ['Wants a visit on Friday'],
    );

    // The deal: the next step is planned.
    await page.keyboard.press('p');
    await page.getByRole('textbox', { name: 'What happens next?' }).fill('Send the offer');
    await page.keyboard.press('Control+Enter');
    await shows(page, 'Call about the flat');
    const { data: planned } = await person.api.get(`/tasks?record=deal:${deal.id}`);
    assert.deepEqual(
      planned.map(({ title }) => title),
      ['Send the offer'],
    );

    // The task: logged, finished and planned anew in one go.
    await page.keyboard.press('l');
    await page.getByRole('textbox', { name: 'What was said?' }).fill('She is interested');
    await page.getByRole('textbox', { name: /What happens next\?/ }).fill('Show the flat');
    await page.keyboard.press('Control+Enter');
    await eventually(
      () => person.api.get(`/tasks/${task.id}`),
      ({ status }) => status === 'completed',
      'the task is done',
    );
    assert.equal((await talks(lead.id)).length, 1);
    await eventually(
      async () => (await person.api.get(`/tasks?record=lead:${lead.id}`)).data.map(({ title }) => title),
      (titles) => titles.includes('Show the flat'),
      'the next one is planned',
    );
  });

  journey('done, put off and taken back; empty in the end', async (world) => {
    const { person, task, hot } = await rep(world, 'Dev Shah');
    await person.api.delete(`/leads/${hot.id}`);
    for (const deal of (await person.api.get('/deals?owner_id=me')).data) {
      await person.api.delete(`/deals/${deal.id}`);
    }
    const page = await world.open({ person, path: '/queue' });
    await shows(page, 'Call about the flat');
    await page.keyboard.press('h');
    await page.getByRole('menuitem', { name: 'In a week' }).click();
    await page.getByText('Nothing is waiting').waitFor();
    await eventually(
      () => person.api.get(`/tasks/${task.id}`),
      ({ due_at }) => due_at > hours(24 * 5),
      'it is put off',
    );
    await checkAccessible(page, 'the empty queue');
    await page.keyboard.press('Control+z');
    await shows(page, 'Call about the flat');
    await page.keyboard.press('d');
    await page.getByText('Nothing is waiting').waitFor();
    await eventually(
      () => person.api.get(`/tasks/${task.id}`),
      ({ status }) => status === 'completed',
      'it is done',
    );
  });

  journey('what a colleague does is seen, and an outage said', async (world) => {
    const { person, task } = await rep(world, 'Ila Bose');
    const page = await world.open({ person, path: '/queue', dark: true });
    await shows(page, 'Call about the flat');
    await checkAccessible(page, 'the queue in the dark');
    await world.admin.api.patch(`/tasks/${task.id}`, { status: 'completed' });
    // As on return to the page.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.evaluate(() => globalThis.dispatchEvent(new Event('visibilitychange')));
    await shows(page, 'Vik Rao');
    await page.route('**/api/v1/queue**', (route) => route.abort());
    await page.reload();
    await page.getByText('The server does not answer').waitFor();
    await page.unroute('**/api/v1/queue**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await shows(page, 'Vik Rao');
  });

  journey('on a phone one thing at a time', async (world) => {
    const { person } = await rep(world, 'Om Rane');
    const page = await world.open({ person, path: '/queue', size: 'phone' });
    await shows(page, 'Call about the flat');
    await checkFolds(page, 'the queue');
    await checkAccessible(page, 'the queue on a phone');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await shows(page, 'Vik Rao');
    await page.getByRole('button', { name: '2 of 3' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Corner office/ })
      .click();
    await shows(page, 'Corner office');
    await page.getByRole('button', { name: 'Plan next' }).click();
    await page.getByRole('textbox', { name: 'What happens next?' }).fill('Send the offer');
    await checkFolds(page, 'planning');
    await page.getByRole('button', { name: 'Plan and go on' }).click();
    await page.getByRole('button', { name: /of 2$/ }).waitFor();
  });
});
