import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { startMailServers } from './harness/mail-servers.mjs';
import { joinAs } from './harness/people.mjs';

let mail;
before(async () => {
  mail = await startMailServers();
});
after(() => mail.stop());

journeys('Mailboxes', (journey) => {
  journey('one that does not work says why, and once it works mail arrives by itself', async (stage) => {
    const { open, admin } = stage;
    const address = `team${Date.now()}@banyan.test`;
    const contact = await admin.api.post('/contacts', {
      first_name: 'Meera',
      last_name: 'Joshi',
      email: 'meera@out.test',
    });
    const page = await open({ path: '/settings/mailboxes' });
    await page.getByText('No mailbox is read yet.').waitFor();
    await checkAccessible(page, 'no mailboxes');
    await page.getByRole('button', { name: 'Add a mailbox' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a mailbox' });
    await dialog.getByLabel('Name', { exact: true }).fill('Team');
    await dialog.getByLabel('E-mail address').fill(address);
    await dialog.getByRole('combobox', { name: 'What arrives becomes' }).click();
    await page.getByRole('option', { name: 'A line on the timeline of who wrote' }).click();
    const reading = dialog.getByRole('group', { name: 'Reading (IMAP)' });
    await reading.getByLabel('Server').fill('127.0.0.1');
    await reading.getByLabel('Port').fill(String(mail.imap));
    await reading.getByRole('combobox', { name: 'Encryption' }).click();
    await page.getByRole('option', { name: 'None, only on this machine' }).click();
    await reading.getByLabel('User name').fill(address);
    await reading.getByLabel('Password').fill('wrong');
    await dialog.getByRole('button', { name: 'Test these settings' }).click();
    await reading.getByText(/is not let in/).waitFor();
    await checkAccessible(page, 'a mailbox that does not work');
    await reading.getByLabel('Password').fill('secret');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    const list = page.getByRole('list', { name: 'Mailboxes' });
    await list.getByText('Read', { exact: true }).waitFor({ timeout: 30_000 });

    // It is read while nobody looks.
    const timeline = await open({ path: `/contacts/${contact.id}` });
    const message =
      'From: Meera <meera@out.test>\nTo: team\nSubject: The new office\nMessage-ID: <1@out.test>\n\nWhen can we move in?\n';
    await mail.deliver(address, message);
    await timeline.getByText('The new office').first().waitFor({ timeout: 30_000 });
    await mail.deliver(address, 'no mail at all');
    await page.reload();
    await list.getByRole('button', { name: '1 mail set aside' }).click();
    await page
      .getByRole('dialog', { name: 'Set aside' })
      .getByText(/This is no mail/)
      .waitFor();
    await checkAccessible(page, 'mail that was set aside');
  });

  journey('a private mailbox shows its mail to its owner alone', async ({ open, admin, server }) => {
    const nila = await joinAs({ server, admin }, 'Nila Sen', 'sales');
    const address = `nila${Date.now()}@banyan.test`;
    await nila.api.post('/mailboxes', {
      name: 'Nila',
      address,
      personal: true,
      makes_contacts: true,
      imap_host: '127.0.0.1',
      imap_port: mail.imap,
      imap_security: 'none',
      imap_user: address,
      imap_password: 'secret',
    });
    await eventually(
      async () => (await nila.api.get('/mailboxes')).data[0].state.last_ok_at,
      (at) => at !== null,
      'the mailbox is read',
    );
    await mail.deliver(
      address,
      'From: Kiran <kiran@out.test>\nTo: nila\nSubject: Between us\nMessage-ID: <2@out.test>\n\nA word in private.\n\n> earlier\n',
    );
    const found = await eventually(
      async () => (await nila.api.get('/contacts?email=kiran@out.test')).data,
      (contacts) => contacts.length === 1,
      'the sender became a contact',
    );
    const path = `/contacts/${found[0].id}`;
    const page = await open({ person: nila, path, size: 'phone' });
    await page.getByText('Kiran wrote to you: Between us').waitFor();
    await page.getByRole('button', { name: 'Read Between us' }).click();
    await page.getByText('A word in private.').waitFor();
    assert.equal(await page.getByText('> earlier').count(), 0);
    await page.getByRole('button', { name: 'Show earlier words' }).click();
    await page.getByText('> earlier').waitFor();
    await checkFolds(page, 'a private mail');
    const other = await open({ path });
    await other.getByRole('heading', { name: 'Kiran' }).first().waitFor();
    assert.equal(await other.getByText('Between us').count(), 0);
  });
});
