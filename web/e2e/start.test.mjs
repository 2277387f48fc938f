import assert from 'node:assert/strict';
import { Api } from './harness/api.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { freshEmail, invitationLink, joinAs, password, registerAdmin } from './harness/people.mjs';

const signIn = async (page, email, secret) => {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

journeys(
  'First start',
  (journey) => {
    journey('a workspace is created and opens on its dashboard', async ({ open }) => {
      const page = await open({ path: '/register' });
      await page.getByLabel('Workspace name').fill('Banyan Works');
      await page.getByLabel('Your name').fill('Ananya Iyer');
      await page.getByLabel('Work email').fill(freshEmail('first'));
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Create workspace' }).click();
      await page.getByRole('heading', { name: /, Ananya$/ }).waitFor();
      await page.getByRole('heading', { name: 'Deals per stage' }).waitFor();
      assert.equal(await page.title(), 'Home · Kith');
    });

    journey('a form that lacks something says what, beside the field', async ({ open }) => {
      const page = await open({ path: '/register' });
      await page.getByRole('button', { name: 'Create workspace' }).click();
      const name = page.getByLabel('Workspace name');
      assert.equal(await name.getAttribute('aria-invalid'), 'true');
      assert.ok(await name.evaluate((input) => input === document.activeElement));
    });
  },
  { workspace: false },
);

journeys(
  'An empty workspace',
  (journey) => {
    journey('offers three ways to begin, and the sample data is one click', async ({ open }) => {
      const page = await open();
      await page.getByRole('heading', { name: 'Your workspace is ready' }).waitFor();
      await page.getByRole('button', { name: 'Load sample data' }).click();
      await page.getByRole('heading', { name: 'Lead sources' }).waitFor();
      await page
        .getByRole('link', { name: /^Leads/ })
        .first()
        .waitFor();
    });

    journey('the sample data goes as it came', async ({ open, admin }) => {
      const page = await open({ path: '/settings/workspace' });
      await page.getByRole('button', { name: 'Remove sample data' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Remove sample data' }).click();
      await page.getByText('The sample data is gone').waitFor();
      assert.deepEqual((await admin.api.get('/leads')).data, []);
    });
  },
  { sampleData: false },
);

journeys('Signing in', (journey) => {
  journey('out and in again, back to where one was', async ({ open, admin }) => {
    const page = await open({ path: '/settings/tags', person: null });
    await page.waitForURL(/\/sign-in/);
    await signIn(page, admin.email, password);
    await page.waitForURL(/\/settings\/tags/);
    await page.getByRole('button', { name: admin.name }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/sign-in/);
    await page.goto('/');
    await page.waitForURL(/\/sign-in/);
  });

  journey('a wrong password is refused without a hint who exists', async ({ open, admin }) => {
    const page = await open({ path: '/sign-in', person: null });
    await signIn(page, admin.email, 'not the password at all');
    const words = page.getByText('The email or the password is not right.');
    await words.waitFor();
    await signIn(page, freshEmail('nobody'), 'not the password at all');
    await words.waitFor();
  });

  journey('somebody who is invited comes in by the link of the mail', async ({ open, server }) => {
    const page = await open({ path: '/settings/users' });
    const email = freshEmail('meera');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('dialog').getByLabel('Email').fill(email);
    await page.getByRole('dialog').getByRole('button', { name: 'Send invitation' }).click();
    await page.getByText(`${email} is invited`).waitFor();

    const theirs = await open({ person: null, path: await invitationLink(server.folder, email) });
    await theirs.getByLabel('Your name').fill('Meera Nair');
    await theirs.getByLabel('Password', { exact: true }).fill(password);
    await theirs.getByRole('button', { name: 'Join' }).click();
    await theirs.getByRole('heading', { name: /, Meera$/ }).waitFor();
  });

  journey('somebody who is suspended is out at once and stays out', async ({ open, admin, server }) => {
    const leah = await joinAs({ server, admin }, 'Leah Okafor', 'sales');
    const theirs = await open({ person: leah });
    await theirs.getByRole('heading', { name: /, Leah$/ }).waitFor();

    const mine = await open({ path: '/settings/users' });
    await mine.getByRole('button', { name: 'Actions for Leah Okafor' }).click();
    await mine.getByRole('menuitem', { name: 'Suspend' }).click();
    await mine.getByText('Leah Okafor is suspended and signed out').waitFor();

    await eventually(
      async () => (await leah.api.send('GET', '/me')).status,
      (status) => status === 401 || status === 403,
      'the session has ended',
    );
    const door = await open({ path: '/sign-in', person: null });
    await signIn(door, leah.email, password);
    await door.getByText('This account is suspended. Ask your administrator.').waitFor();
  });

  journey('the password changes and other devices are signed out', async ({ open, server }) => {
    const person = await registerAdmin(server.url, false);
    const other = new Api(server.url);
    await other.post('/auth/session', { email: person.email, password });
    const page = await open({ person, path: '/settings/profile' });
    await page.getByRole('heading', { name: 'Devices' }).waitFor();
    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password').fill('another good one 77');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('The password is changed').waitFor();
    assert.equal((await other.send('GET', '/me/sessions')).status, 401);
  });
});

journeys('How Kith looks', (journey) => {
  journey('the dark theme is chosen and stays', async ({ open }) => {
    const page = await open();
    await page.getByRole('button', { name: 'Use the dark theme' }).click();
    const theme = () => page.locator('html').getAttribute('data-theme');
    assert.equal(await theme(), 'dark');
    await page.reload();
    await page.getByRole('button', { name: 'Use the light theme' }).waitFor();
    assert.equal(await theme(), 'dark');
  });

  journey('the language changes at once and stays', async ({ open, server }) => {
    const person = await registerAdmin(server.url, false);
    const page = await open({ person, path: '/settings/profile' });
    const nav = page.getByRole('navigation').first();
    const choose = async (from, to) => {
      await page.getByRole('combobox').filter({ hasText: from }).click();
      await page.getByRole('option', { name: to }).click();
    };
    await choose('English', 'Deutsch');
    await nav.getByRole('link', { name: 'Kontakte' }).waitFor();
    await page.reload();
    await nav.getByRole('link', { name: 'Kontakte' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await choose('Deutsch', 'हिन्दी');
    await nav.getByRole('link', { name: 'संपर्क' }).waitFor();
    await choose('हिन्दी', 'English');
    await nav.getByRole('link', { name: 'Contacts' }).waitFor();
  });
});
