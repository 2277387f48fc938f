import assert from 'node:assert/strict';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

journeys('Rights', (journey) => {
  journey(
    'who reads only sees nothing to change, and the server refuses too',
    async ({ open, admin, server }) => {
      const reader = await joinAs({ server, admin }, 'Kiran Das', 'read_only');
      const contact = await admin.api.post('/contacts', { first_name: 'Asha', last_name: 'Verma' });

      const list = await open({ person: reader, path: '/contacts' });
      await list.getByRole('link', { name: 'Asha Verma' }).waitFor();
      assert.equal(await list.getByRole('button', { name: 'New contact' }).count(), 0);
      assert.equal(await list.getByRole('link', { name: 'Import' }).count(), 0);

      const page = await open({ person: reader, path: `/contacts/${contact.id}` });
      await page.getByRole('heading', { name: 'Asha Verma' }).waitFor();
      assert.equal(await page.getByRole('button', { name: /^Change / }).count(), 0);

      const refused = await reader.api.send('PATCH', `/contacts/${contact.id}`, { first_name: 'Usha' });
      assert.equal(refused.status, 403);
      assert.equal((await refused.json()).code, 'forbidden');
    },
  );

  journey('who reads only sees the settings but changes none', async ({ open, admin, server }) => {
    const reader = await joinAs({ server, admin }, 'Tomás Rivera', 'read_only');
    const page = await open({ person: reader, path: '/settings/users' });
    await page.getByText('Tomás Rivera', { exact: true }).first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Invite somebody' }).count(), 0);
    await page.goto('/settings/roles');
    await page.getByRole('button', { name: 'Sales', exact: true }).click();
    await page.getByRole('heading', { name: 'Sales' }).waitFor();
    assert.equal(await page.locator('main select').count(), 0);
  });

  journey('a role is duplicated, narrowed and given', async ({ open, admin, server }) => {
    const page = await open({ path: '/settings/roles' });
    await page.getByRole('button', { name: 'Actions for Read only' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await page.getByRole('heading', { name: 'Copy of Read only' }).waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Visitor');
    const deals = page.getByRole('group', { name: 'Deals' });
    await deals.getByLabel('Read', { exact: true }).selectOption({ label: 'None' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();

    const visitor = await joinAs({ server, admin }, 'Vera Blum', 'read_only');
    const user = await admin.api.find('users', 'Vera Blum');
    const role = await admin.api.find('roles', 'Visitor');
    await admin.api.patch(`/users/${user.id}`, { role_ids: [role.id] });
    assert.equal((await visitor.api.send('GET', '/deals')).status, 403);
    const theirs = await open({ person: visitor });
    await theirs.getByRole('link', { name: 'Leads' }).first().waitFor();
    assert.equal(await theirs.getByRole('navigation').getByRole('link', { name: 'Deals' }).count(), 0);
  });

  journey('unsaved rights are not left by accident', async ({ open }) => {
    const page = await open({ path: '/settings/roles' });
    await page.getByRole('button', { name: 'Sales', exact: true }).click();
    const leads = page.getByRole('group', { name: 'Leads' });
    await leads.getByLabel('Export', { exact: true }).selectOption({ label: 'Own' });
    await page.getByRole('link', { name: 'Tags' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stay' }).click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('link', { name: 'Tags' }).click();
    await page.getByRole('heading', { name: 'Tags' }).waitFor();
  });
});

journeys('Settings', (journey) => {
  journey('a tag is added, renamed and taken out of the trash again', async ({ open }) => {
    const page = await open({ path: '/settings/tags' });
    await page.getByRole('textbox', { name: 'New tag' }).fill('Wholesale');
    await page.getByRole('button', { name: 'Add' }).click();
    const name = page.getByLabel('Name of Wholesale');
    await name.fill('Big buyer');
    await name.press('Enter');
    await page.getByLabel('Name of Big buyer').waitFor();
    await page.getByRole('button', { name: 'Delete Big buyer' }).click();
    await page.getByText('Big buyer is in the trash').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByLabel('Name of Big buyer').waitFor();
  });

  journey('a field with choices stands on the form of new records', async ({ open }) => {
    const page = await open({ path: '/settings/fields' });
    await page.getByRole('tab', { name: 'Contacts' }).click();
    await page.getByRole('button', { name: 'New field' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Shoe size');
    await dialog.getByLabel('Type').click();
    await page.getByRole('option', { name: 'One choice' }).click();
    await dialog.getByLabel('Choice 1', { exact: true }).fill('Small');
    await dialog.getByLabel('Choice 1', { exact: true }).press('Enter');
    await dialog.getByLabel('Choice 2', { exact: true }).fill('Large');
    await dialog.getByRole('button', { name: 'Create field' }).click();
    await page.getByRole('button', { name: 'Shoe size', exact: true }).waitFor();

    await page.goto('/contacts');
    await page.getByRole('button', { name: 'New contact' }).click();
    await page.getByRole('button', { name: /more fields/ }).click();
    await page.getByRole('dialog').getByText('Shoe size').waitFor();
  });

  journey('stages are put into another order with the keyboard', async ({ open, admin }) => {
    const page = await open({ path: '/settings/pipelines' });
    const stage = page.getByRole('button', { name: 'Proposal', exact: true });
    await stage.focus();
    await stage.press('Alt+ArrowUp');
    const names = page.getByRole('list', { name: /Stages of/ }).getByRole('listitem');
    await names.nth(1).filter({ hasText: 'Proposal' }).waitFor();
    await page.waitForLoadState('networkidle');
    const { data } = await admin.api.get('/stages?sort=position&limit=200');
    assert.equal(data[1].title, 'Proposal');
  });

  journey('a team gets its members', async ({ open, admin }) => {
    const page = await open({ path: '/settings/teams' });
    await page.getByRole('button', { name: 'New team' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('North');
    await dialog.getByLabel('Members').click();
    await page.getByRole('option', { name: /Ananya Iyer/ }).click();
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Create team' }).click();
    await page.getByText('1 member').waitFor();
    const team = await admin.api.find('teams', 'North');
    // The screen shows it before the server has it.
    await eventually(
      () => admin.api.find('users', 'Ananya Iyer'),
      ({ team_ids: teams }) => teams.length === 1 && teams[0] === team.id,
      'the server has it',
    );
  });
});
