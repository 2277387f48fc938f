import assert from 'node:assert/strict';
import { checkAccessible } from './harness/axe.mjs';
import { journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

/** What one person does has to be on the other's screen within this time. */
const SOON = 1_000;
/** Of a page that has just been opened, the stream too has to stand first. */
const follows = (page) => page.locator('html[data-live="on"]').waitFor({ state: 'attached' });

journeys('Live', (journey) => {
  journey('rows follow, and do not jump', async ({ open, admin, server }) => {
    const ben = await joinAs({ server, admin }, 'Ben Nair', 'manager');
    const lead = await admin.api.post('/leads', {
      first_name: 'Zoya',
      last_name: 'Khan',
      company_name: 'Orbit',
    });
    const page = await open({ path: '/leads?sort=title' });
    await follows(page);
    const row = page.getByRole('row').filter({ hasText: 'Zoya Khan' });
    await row.waitFor();
    const first = await page.getByRole('row').nth(1).innerText();

    await ben.api.patch(`/leads/${lead.id}`, { company_name: 'Nebula' });
    await row.filter({ hasText: 'Nebula' }).waitFor({ timeout: SOON });

    // Others come and go: the rows stay until one asks for them.
    await ben.api.post('/leads', { first_name: 'Aadhya', last_name: 'Aaa' });
    const pill = page.getByRole('button', { name: /^1 change/ });
    await pill.waitFor({ timeout: SOON });
    assert.equal(await page.getByRole('row').nth(1).innerText(), first);
    await ben.api.patch(`/leads/${lead.id}`, { first_name: 'Yara' });
    await page.getByRole('button', { name: /^2 changes/ }).waitFor({ timeout: SOON });
    await checkAccessible(page, 'a list with changes waiting');
    await page.getByRole('button', { name: /^2 changes/ }).click();
    await page.getByRole('row').filter({ hasText: 'Aadhya Aaa' }).waitFor();
    await page.getByRole('button', { name: /^\d+ changes?/ }).waitFor({ state: 'detached' });
  });

  journey('cards move on the board of a colleague', async ({ open, admin, server }) => {
    const ben = await joinAs({ server, admin }, 'Dev Nair', 'manager');
    const { pipelines } = await admin.api.get('/bootstrap');
    const stages = pipelines[0].stages;
    const deal = await admin.api.post('/deals', { name: 'Orbit renewal', stage_id: stages[0].id });
    const page = await open({ path: '/deals?layout=board', person: ben });
    await follows(page);
    const column = (title) => page.getByRole('region', { name: new RegExp(`^${title}`) });
    const card = page.locator('[data-card]').filter({ hasText: 'Orbit renewal' });
    await column(stages[0].title).locator(card).waitFor();
    await admin.api.patch(`/deals/${deal.id}`, { stage_id: stages[1].id });
    await column(stages[1].title).locator(card).waitFor({ timeout: SOON });
    await admin.api.patch(`/deals/${deal.id}`, { name: 'Orbit renewal and more' });
    await card.filter({ hasText: 'and more' }).waitFor({ timeout: SOON });
  });

  journey('two people on one record see each other and what they do', async ({ open, admin, server }) => {
    const ben = await joinAs({ server, admin }, 'Ravi Nair', 'manager');
    const lead = await admin.api.post('/leads', { first_name: 'Mira', last_name: 'Das' });
    const path = `/leads/${lead.id}`;
    const ana = await open({ path });
    await follows(ana);
    const his = await open({ path, person: ben });
    await follows(his);
    const there = ana.getByRole('status', { name: 'Who else is here' });
    await there.getByRole('img', { name: 'Ravi Nair is viewing' }).waitFor();
    await his
      .getByRole('status', { name: 'Who else is here' })
      .getByRole('img', { name: /is viewing/ })
      .waitFor();
    await checkAccessible(ana, 'a record with somebody else on it');

    await his
      .getByRole('region', { name: 'Write something about this record' })
      .getByRole('textbox')
      .first()
      .focus();
    await there.getByRole('img', { name: 'Ravi Nair is writing' }).waitFor();
    await ben.api.post('/notes', { body: 'Called back at noon', record: { kind: 'lead', id: lead.id } });
    await ana.getByText('Called back at noon').waitFor({ timeout: SOON });
    await ben.api.patch(path, { last_name: 'Dasgupta' });
    await ana.getByRole('heading', { name: 'Mira Dasgupta' }).waitFor({ timeout: SOON });
    await his.close();
    await there.getByRole('img').waitFor({ state: 'detached', timeout: 5_000 });
  });

  journey('whoever was cut off is caught up', async ({ open, admin, server }) => {
    const ben = await joinAs({ server, admin }, 'Omar Nair', 'manager');
    const lead = await admin.api.post('/leads', {
      first_name: 'Tara',
      last_name: 'Bose',
      company_name: 'Orbit',
    });
    const page = await open({ path: '/leads?sort=-created_at' });
    await page.addInitScript(() => {
      const Native = window.WebSocket;
      window.WebSocket = class extends Native {
        constructor(...args) {
          super(...args);
          window.stream = this;
        }
      };
    });
    await page.reload();
    await follows(page);
    const row = page.getByRole('row').filter({ hasText: 'Tara Bose' });
    await row.waitFor();
    // Offline the browser opens nothing new, but leaves open what stands, so that is cut by hand.
    await page.context().setOffline(true);
    await page.evaluate(() => window.stream.close());
    await page.locator('html[data-live="off"]').waitFor({ state: 'attached' });
    await ben.api.patch(`/leads/${lead.id}`, { company_name: 'Nebula' });
    await page.context().setOffline(false);
    await row.filter({ hasText: 'Nebula' }).waitFor();
  });

  journey('the bell rings at once', async ({ open, admin, server }) => {
    const ben = await joinAs({ server, admin }, 'Isha Nair', 'sales');
    const me = await ben.api.get('/me');
    const page = await open({ person: ben });
    await follows(page);
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
    await admin.api.post('/tasks', { name: 'Send the plan', assignee_id: me.id });
    await page.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor({ timeout: SOON });
  });
});
