import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

const unread = async (person) =>
  (await person.api.get('/notifications/aggregate?read_at[empty]=true')).data[0].count;

journeys('Notifications', (journey) => {
  journey('what others give somebody is told, opened and marked read', async ({ open, admin, server }) => {
    const ravi = await joinAs({ server, admin }, 'Ravi Iyer', 'sales');
    const me = await ravi.api.get('/me');
    const lead = await admin.api.find('leads', 'Mohan Rao');
    await admin.api.patch(`/leads/${lead.id}`, { owner_id: me.id });
    await admin.api.post('/tasks', { name: 'Send the floor plan', assignee_id: me.id });
    const page = await open({ person: ravi, path: '/leads' });
    await page.getByRole('button', { name: 'Notifications, 2 unread' }).click();
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    await panel.getByText('Ananya Iyer assigned Send the floor plan to you').waitFor();
    await checkAccessible(page, 'the notifications');
    await panel.getByRole('link', { name: /Mohan Rao/ }).click();
    await page.getByRole('heading', { name: 'Mohan Rao' }).waitFor();
    await page.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor();
    assert.equal(await unread(ravi), 1);

    // With the keys alone: open, mark the rest, leave.
    await page.getByRole('button', { name: /^Notifications/ }).focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Mark all read' }).focus();
    await page.keyboard.press('Enter');
    await eventually(
      () => unread(ravi),
      (count) => count === 0,
      'all are read',
    );
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
  });

  journey('many at once are one line, which leads to the list of them', async ({ open, admin, server }) => {
    const nila = await joinAs({ server, admin }, 'Nila Sen', 'sales');
    const me = await nila.api.get('/me');
    const { data } = await admin.api.get('/companies?limit=3');
    const body = { action: 'update', ids: data.map(({ id }) => id), changes: { owner_id: me.id } };
    await admin.api.post('/companies/bulk', body);
    const page = await open({ person: nila, size: 'phone' });
    await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
    await checkFolds(page, 'the notifications');
    await checkAccessible(page, 'the notifications on a phone');
    await page.getByRole('link', { name: /assigned 3 companies to you/ }).click();
    await page.waitForURL(/\/companies\?filter=/);
    await page.getByText(data[0].title).first().waitFor();
  });

  journey('what cannot be opened any more says so', async ({ open, admin, server }) => {
    const dev = await joinAs({ server, admin }, 'Dev Rao', 'sales');
    const me = await dev.api.get('/me');
    const gone = await admin.api.post('/leads', { last_name: 'Passing', owner_id: me.id });
    await admin.api.delete(`/leads/${gone.id}`);
    const page = await open({ person: dev });
    await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
    const line = page.getByRole('button', { name: /a record you can no longer open/ });
    await line.click();
    await eventually(
      () => unread(dev),
      (count) => count === 0,
      'it is read',
    );
  });

  journey('nothing to tell, and no answer, are said', async ({ open }) => {
    const page = await open({});
    await page.getByRole('button', { name: 'Notifications', exact: true }).click();
    await page.getByRole('heading', { name: 'You are up to date' }).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.route('**/api/v1/notifications?**', (route) => route.fulfill({ status: 500, body: '{}' }));
    await page.getByRole('button', { name: 'Notifications', exact: true }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.unroute('**/api/v1/notifications?**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'You are up to date' }).waitFor();
  });
});
