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
    await page.getByText('Pipeline', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
    await page.getByRole('link', { name: /assigned 3 companies to you/ }).waitFor();
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

  journey('what is read on one device is read on the other at once', async ({ open, admin, server }) => {
    const mira = await joinAs({ server, admin }, 'Mira Das', 'sales');
    const me = await mira.api.get('/me');
    const lead = await admin.api.post('/leads', { last_name: 'Twice', owner_id: me.id });
    await admin.api.patch(`/leads/${lead.id}`, { owner_id: null });
    const desk = await open({ person: mira, path: '/notifications' });
    const phone = await open({ person: mira, path: '/', size: 'phone' });
    await desk.getByText('Ananya Iyer assigned Twice to you').waitFor();
    await phone.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor();
    // The same told again of the same record is one line, here and there.
    await admin.api.patch(`/leads/${lead.id}`, { owner_id: me.id });
    await desk.getByText('2 times').waitFor();
    assert.equal(await desk.getByText('Ananya Iyer assigned Twice to you').count(), 1);
    await phone.getByRole('button', { name: 'Notifications, 2 unread' }).waitFor();
    await checkAccessible(desk, 'the centre');
    await phone.getByRole('button', { name: 'Notifications, 2 unread' }).click();
    await phone.getByRole('button', { name: 'Mark as read' }).click();
    await desk.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
    assert.equal(await unread(mira), 0);
    // What is read is not among the unread; what is of another kind neither.
    await desk.getByRole('radio', { name: 'Unread' }).click();
    await desk.getByRole('heading', { name: 'Nothing like that' }).waitFor();
    await desk.getByRole('radio', { name: 'All' }).click();
    await desk.getByRole('combobox', { name: 'Of what' }).click();
    await desk.getByRole('option', { name: 'Mentions' }).click();
    await desk.getByRole('heading', { name: 'Nothing like that' }).waitFor();
    await desk.waitForURL(/kind=mentioned/);
  });

  journey('somebody chooses in which ways they are told', async ({ open, admin, server }) => {
    const tara = await joinAs({ server, admin }, 'Tara Sen', 'sales');
    const me = await tara.api.get('/me');
    const choice = async (kind) =>
      (await tara.api.get('/me/notifications')).data.find((one) => one.kind === kind);
    const page = await open({ person: tara, path: '/settings/notifications' });
    await page.getByRole('switch', { name: 'Assignments: In Kith' }).click();
    await page.getByRole('combobox', { name: 'Assignments: By mail' }).click();
    await page.getByRole('option', { name: 'At once' }).click();
    await eventually(
      () => choice('assigned'),
      ({ app, mail }) => app === false && mail === 'now',
      'the choices are kept',
    );
    await checkAccessible(page, 'the choices');
    await admin.api.post('/tasks', { name: 'Order the keys', assignee_id: me.id });
    assert.equal(await unread(tara), 0);
    await eventually(
      async () => (await tara.api.get('/outbox?limit=10')).data,
      (mails) => mails.some(({ subject }) => subject.endsWith('assigned Order the keys to you')),
      'the mail is queued',
    );
    const phone = await open({ person: tara, path: '/settings/notifications', size: 'phone' });
    await phone.getByRole('switch', { name: 'Assignments: In Kith', checked: false }).waitFor();
    await checkFolds(phone, 'the choices');
    await checkAccessible(phone, 'the choices on a phone');
  });

  journey('a link in a mail turns mails like it off, without signing in', async (world) => {
    const { open, admin } = world;
    const mira = await joinAs(world, 'Mira Das', 'sales');
    const me = await mira.api.get('/me');
    await mira.api.patch('/me/notifications', { choices: { assigned: { mail: 'now' } } });
    await admin.api.post('/tasks', { name: 'Send the keys', assignee_id: me.id });
    const sent = await eventually(
      async () => (await mira.api.get('/outbox?limit=10')).data.find(({ subject }) => /keys/.test(subject)),
      (mail) => mail !== undefined,
      'the mail is sent',
    );
    const { text } = await mira.api.get(`/outbox/${sent.id}`);
    const link = new URL(/without signing in: (\S+)/.exec(text)[1]).pathname;
    const page = await open({ person: null, path: link, size: 'phone', dark: true });
    await page.getByRole('heading', { name: 'Turn these mails off?' }).waitFor();
    await page.getByText('Assignments', { exact: true }).waitFor();
    await checkFolds(page, 'the page of the link');
    await checkAccessible(page, 'the page of the link');
    await page.getByRole('button', { name: 'Turn off', exact: true }).click();
    await page.getByRole('heading', { name: 'These mails are off' }).waitFor();
    await checkAccessible(page, 'what is off');
    const mailWay = async (kind) =>
      (await mira.api.get('/me/notifications')).data.find((row) => row.kind === kind).mail;
    assert.deepEqual([await mailWay('assigned'), await mailWay('mentioned')], ['off', 'digest']);
    await page.getByRole('button', { name: 'Turn all such mails off' }).click();
    await page.getByText(/sends .* no mails any more/).waitFor();
    assert.equal(await mailWay('mentioned'), 'off');
    await page.goto(link.replace('.assigned.', '.shared.'));
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
    await checkAccessible(page, 'a link that was changed');
  });

  journey('nothing to tell, and no answer, are said', async (world) => {
    // Somebody without tasks: of those that are due one is told before long.
    const page = await world.open({ person: await joinAs(world, 'Tara Sen', 'sales') });
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
