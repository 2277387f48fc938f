import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';
import { startPushService } from './harness/push-service.mjs';

/** What stands on the screen of the device. */
const shown = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const all = await registration.getNotifications();
    return all.map(({ title, tag, data }) => ({ title, tag, path: data.path }));
  });

/** Lets the browser's push service hand a message to the worker. */
async function deliver(page, data) {
  const devtools = await page.context().newCDPSession(page);
  const found = new Promise((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations.filter(({ isDeleted }) => !isDeleted);
      if (first) resolve(first.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const origin = new URL(page.url()).origin;
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await found, data });
}

const refuse = () => Object.defineProperty(Notification, 'permission', { get: () => 'denied' });

/** Somebody's page of the choices, in a browser that can take pushes, or has refused them. */
async function choices(open, service, person, { refused = false, ...rest } = {}) {
  const page = await open({ person, path: '/', worker: true, ...rest });
  if (refused) await page.addInitScript(refuse);
  else await page.context().grantPermissions(['notifications']);
  await service.subscribe(page);
  await page.goto('/settings/notifications');
  return page;
}

journeys('Pushed notifications', (journey) => {
  journey(
    'what happens reaches a browser, leads to the record and is taken down',
    async ({ open, admin, server }) => {
      const service = await startPushService();
      try {
        const ravi = await joinAs({ server, admin }, 'Ravi Iyer', 'sales');
        const me = await ravi.api.get('/me');
        const page = await choices(open, service, ravi);
        const section = page.getByRole('region', { name: 'On your devices' });
        await section.getByText('Not in this browser yet').waitFor();
        await section.getByRole('button', { name: 'Turn on here' }).click();
        await section.getByText('This browser tells you').waitFor();
        await checkAccessible(page, 'the choices with pushes');
        await section.getByRole('button', { name: 'Send a test' }).click();
        await page.getByText('A test is on its way to this device.').waitFor();
        assert.equal(JSON.parse(service.pushes[0]).title, 'Notifications arrive');

        const task = await admin.api.post('/tasks', { name: 'Send the floor plan', assignee_id: me.id });
        await eventually(
          () => service.pushes.length,
          (count) => count === 2,
          'the assignment is pushed',
        );
        await deliver(page, service.pushes[1]);
        const [one] = await eventually(
          () => shown(page),
          (all) => all.length === 1,
          'the device shows it',
        );
        assert.equal(one.title, 'Ananya Iyer assigned Send the floor plan to you');
        assert.equal(one.path, `/tasks/${task.id}`);
        // The same again takes its place.
        await deliver(page, service.pushes[1]);
        assert.equal((await shown(page)).length, 1);
        // What is read elsewhere is no news here.
        await ravi.api.post('/notifications/read', {});
        await eventually(
          () => shown(page),
          (all) => all.length === 0,
          'it is taken down',
        );

        // What the worker asks a page to open is opened and read.
        await admin.api.post('/tasks', { name: 'Order the keys', assignee_id: me.id });
        const last = await eventually(
          () => service.pushes[2],
          (push) => push !== undefined,
          'the next is pushed',
        );
        const { path, id } = JSON.parse(last);
        await page.goto(`${path}#notification=${id}`);
        await page.getByRole('heading', { name: 'Order the keys' }).waitFor();
        const unread = async () =>
          (await ravi.api.get('/notifications/aggregate?read_at[empty]=true')).data[0].count;
        await eventually(unread, (count) => count === 0, 'it is read');
        assert.equal(new URL(page.url()).hash, '');

        // Not of these things any more, then not here at all.
        await page.goto('/settings/notifications');
        await page.getByRole('switch', { name: 'Assignments: Pushed' }).click();
        await section.getByRole('button', { name: 'Turn off' }).click();
        await section.getByText('Not in this browser yet').waitFor();
        assert.deepEqual((await ravi.api.get('/me/push')).data, []);
      } finally {
        service.stop();
      }
    },
  );

  journey('a browser that has refused, and one that cannot, say so', async ({ open, admin, server }) => {
    const service = await startPushService();
    try {
      const nila = await joinAs({ server, admin }, 'Nila Sen', 'sales');
      const page = await choices(open, service, nila, { refused: true, size: 'phone', dark: true });
      await page.getByText('You have refused notifications of Kith in this browser').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Turn on here' }).count(), 0);
      await checkFolds(page, 'the choices with pushes');
      await checkAccessible(page, 'the choices with pushes on a phone');
      await page.addInitScript(() => {
        delete window.PushManager;
      });
      await page.reload();
      await page.getByText('This browser shows no notifications of websites').waitFor();
    } finally {
      service.stop();
    }
  });

  journey('signing out ends them, and a service that fails is told', async ({ open, admin, server }) => {
    const service = await startPushService();
    try {
      const dev = await joinAs({ server, admin }, 'Dev Rao', 'sales');
      const page = await choices(open, service, dev);
      await page.getByRole('button', { name: 'Turn on here' }).click();
      await page.getByText('This browser tells you').waitFor();
      service.answer(500);
      await page.getByRole('button', { name: 'Send a test' }).click();
      await page.getByText('The push service answers 500').first().waitFor();
      await page.getByText(/The last one did not arrive/).waitFor();
      service.answer(410);
      await page.getByRole('button', { name: 'Send a test' }).click();
      await page.getByText('Not in this browser yet').waitFor();
      await page.getByRole('button', { name: 'Turn on here' }).click();
      await page.getByText('This browser tells you').waitFor();
      await page.getByRole('button', { name: 'Dev Rao' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.waitForURL(/sign-in/);
      assert.equal(await page.evaluate(() => localStorage.getItem('pretended-subscription')), null);
    } finally {
      service.stop();
    }
  });
});
