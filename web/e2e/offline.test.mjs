import assert from 'node:assert/strict';
import { checkAccessible } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

/** Until the worker answers for the page, and has kept what the page consists of. */
async function watched(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const keeps = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const shell = await caches.match('/', { cacheName: 'kith-shell' });
      return names.some((name) => name.startsWith('kith-data-')) && shell !== undefined;
    });
  await eventually(keeps, Boolean, 'the worker keeps the page');
}

const banner = (page, words) => page.getByRole('status').filter({ hasText: words });

journeys('Without a network', (journey) => {
  journey('what is here stays readable, and says so', async ({ open }) => {
    const page = await open({ path: '/leads' });
    await page.getByRole('link', { name: 'Rahul Goyal' }).waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline. What is already here stays readable.').waitFor();
    await page.getByRole('link', { name: 'Rahul Goyal' }).waitFor();
    await page.context().setOffline(false);
    await page
      .getByText('You are offline. What is already here stays readable.')
      .waitFor({ state: 'detached' });
  });

  journey('a page that cannot load says why and tries again', async ({ open }) => {
    const page = await open({ path: '/settings/profile' });
    await page.route('**/api/v1/tags*', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: '/problems/internal',
          title: 'Internal',
          status: 500,
          code: 'internal',
        }),
      }),
    );
    await page.getByRole('link', { name: 'Tags' }).click();
    await page.getByText('Something went wrong').waitFor();
    await page.unroute('**/api/v1/tags*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('textbox', { name: 'New tag' }).waitFor();
    await page.getByText('Something went wrong').waitFor({ state: 'detached' });
  });

  journey(
    'what was opened is there after a reload, and gone after signing out',
    async ({ open, admin, server }) => {
      const person = await joinAs({ server, admin }, 'Kiran Das', 'manager');
      const page = await open({ person, path: '/', worker: true });
      await watched(page);
      await page.goto('/leads');
      await page.getByRole('link', { name: 'Rahul Goyal' }).click();
      await page.getByRole('heading', { name: 'Rahul Goyal' }).waitFor();
      await page.getByText('Referral').first().waitFor();
      await page.context().setOffline(true);
      await page.reload();
      await page.getByRole('heading', { name: 'Rahul Goyal' }).waitFor();
      await banner(page, 'You are offline.').waitFor();
      await page.goto('/leads');
      await page.getByRole('link', { name: 'Mohan Rao' }).waitFor();
      await page.context().setOffline(false);
      await page.reload();
      await page
        .getByRole('button', { name: /Kiran Das/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.waitForURL(/sign-in/);
      const kept = await page.evaluate(async () =>
        (await caches.keys()).filter((name) => name.includes('data')),
      );
      assert.deepEqual(kept, []);
    },
  );

  journey(
    'what is written meanwhile outlives the window and is sent in its order',
    async ({ open, admin }) => {
      const lead = await admin.api.post('/leads', { first_name: 'Nila', last_name: 'Away', region: 'West' });
      const task = { name: 'Ring Nila', kind: 'call', record: { kind: 'lead', id: lead.id } };
      const { id: taskId } = await admin.api.post('/tasks', task);
      const first = await open({ path: '/', worker: true });
      await watched(first);
      await first.goto(`/leads/${lead.id}`);
      await first.getByRole('heading', { name: 'Nila Away' }).waitFor();
      await first.getByText('Ring Nila').first().waitFor();
      await first.locator('html[data-live="on"]').waitFor();
      await first.context().setOffline(true);
      await first
        .getByRole('checkbox', { name: /Ring Nila/ })
        .first()
        .click();
      await first.getByRole('textbox', { name: 'Note', exact: true }).fill('She rang from the train.');
      await first.getByRole('textbox', { name: 'Note', exact: true }).press('Control+Enter');
      await first.getByRole('button', { name: 'Change Region' }).click();
      await first.getByRole('textbox', { name: 'Region' }).fill('East');
      await first.getByRole('textbox', { name: 'Region' }).press('Enter');
      await banner(first, '3 changes wait.').waitFor();
      assert.equal((await admin.api.get(`/leads/${lead.id}`)).region, 'West');

      const page = await first.context().newPage();
      await first.close();
      await page.goto(`/leads/${lead.id}`);
      await banner(page, '3 changes wait.').waitFor();
      await page.getByText('She rang from the train.').waitFor();
      await page.getByText('East').first().waitFor();
      await page
        .getByRole('checkbox', { name: /Ring Nila/, checked: true })
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      const list = page.getByRole('dialog').getByRole('listitem');
      await list.nth(2).waitFor();
      await checkAccessible(page, 'what waits to be sent');
      await page.keyboard.press('Escape');

      await page.context().setOffline(false);
      await eventually(
        () => admin.api.get(`/leads/${lead.id}`),
        ({ region }) => region === 'East',
        'the last of them is sent',
      );
      assert.equal((await admin.api.get(`/tasks/${taskId}`)).status, 'completed');
      const notes = await admin.api.get(`/notes?record=lead:${lead.id}`);
      assert.deepEqual(
        notes.data.map(({ body }) => body),
        ['She rang from the train.'],
      );
      await banner(page, 'changes').waitFor({ state: 'detached' });
      await page.getByText('She rang from the train.').waitFor();
    },
  );

  journey('a card moved meanwhile asks where somebody else moved it too', async ({ open, admin, server }) => {
    const { pipelines } = await admin.api.get('/bootstrap');
    const stage = (title) => pipelines[0].stages.find((one) => one.title === title).id;
    const deal = await admin.api.post('/deals', { name: 'Away deal', stage_id: stage('New') });
    const page = await open({ path: '/', worker: true });
    await watched(page);
    await page.goto('/deals?layout=board');
    const card = page.locator('[data-card]').filter({ hasText: 'Away deal' });
    await card.waitFor();
    await page.locator('html[data-live="on"]').waitFor();
    await page.context().setOffline(true);
    await card.focus();
    for (const key of ['Space', 'ArrowRight', 'Space']) await page.keyboard.press(key);
    await banner(page, '1 change waits.').waitFor();
    const leah = await joinAs({ server, admin }, 'Leah Okafor', 'manager');
    await leah.api.post(`/deals/${deal.id}/move`, { stage_id: stage('Proposal') });
    await page.context().setOffline(false);
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/Leah Okafor/)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: 'Use mine' }).click();
    await eventually(
      () => admin.api.get(`/deals/${deal.id}`),
      ({ stage_id: now }) => now === stage('Qualified'),
      'mine stands',
    );
  });
});
