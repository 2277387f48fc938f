import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { checkAccessible } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { startMailServers } from './harness/mail-servers.mjs';

let mail;
before(async () => {
  mail = await startMailServers();
});
after(() => mail.stop());

/** The calendar in a mail, unfolded. */
function calendar(message, method) {
  const [, part] = message.split(`method=${method}`);
  const body = part.slice(part.indexOf('\n\n') + 2).split('\n--')[0];
  return Buffer.from(body.replaceAll(/\s/g, ''), 'base64').toString().replaceAll('\r\n ', '');
}

const reply = (from, to, uid, status, sequence, comment) =>
  [
    `From: Nandini Pillai <${from}>`,
    `To: ${to}`,
    `Subject: ${status}: Site visit`,
    `Message-ID: <${status}-${sequence}-${from}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/calendar; charset=UTF-8; method=REPLY',
    '',
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Another program//EN',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `COMMENT:${comment}`,
    `ATTENDEE;PARTSTAT=${status}:mailto:${from}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\n');

const notice = (to, messageId) =>
  [
    'From: MAILER-DAEMON@teak.test',
    `Subject: Undelivered mail returned`,
    `Message-ID: <returned-${messageId}>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
    '',
    '--x',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; teak.test',
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    'Diagnostic-Code: smtp; 550 5.1.1 No such mailbox',
    '',
    '--x',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${messageId}>`,
    '',
    '--x--',
    '',
  ].join('\n');

journeys('Invitations to a meeting', (journey) => {
  journey('they go out by mail, the answer comes back, and a new plan is told', async ({ admin, open }) => {
    const own = `${Date.now()}`;
    const [mine, guest] = [`ananya${own}@banyan.test`, `nandini${own}@mailbox.test`];
    await admin.api.post('/mailboxes', {
      name: 'Ananya',
      address: mine,
      personal: true,
      imap_host: '127.0.0.1',
      imap_port: mail.imap,
      imap_security: 'none',
      imap_user: mine,
      imap_password: 'secret',
      smtp_host: '127.0.0.1',
      smtp_port: mail.smtp,
      smtp_security: 'none',
    });
    await admin.api.post('/contacts', { first_name: 'Nandini', last_name: 'Pillai', email: guest });
    const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const task = await admin.api.post('/tasks', {
      name: 'Site visit',
      kind: 'meeting',
      due_at: soon,
      duration_minutes: 60,
      location: 'Pune works',
    });

    // A contact by name, somebody else by address; a to-do has no such list.
    const page = await open({ path: `/tasks/${task.id}` });
    await page.getByRole('button', { name: 'Add people' }).click();
    await page.getByPlaceholder('Name or e-mail address').fill('nandini');
    await page.getByRole('option', { name: /Nandini Pillai/ }).click();
    await page.getByPlaceholder('Name or e-mail address').fill(`tom${own}@teak.test`);
    await page.getByRole('option', { name: `Add tom${own}@teak.test` }).click();
    await page.keyboard.press('Escape');
    const list = page.getByRole('list', { name: 'Participants' });
    await list.getByText('Not invited').nth(1).waitFor();
    await page.getByRole('button', { name: 'Send invitations' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite to Site visit' });
    await dialog.getByText(mine).waitFor();
    await dialog.getByLabel('Message').fill('Gate 3, please.');
    await checkAccessible(page, 'inviting to a meeting');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.waitFor({ state: 'detached' });
    await list.getByText('No answer yet').nth(1).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Send invitations' }).count(), 0);

    // It is a meeting in the guest's mailbox, and their answer shows by itself.
    const [invitation] = await eventually(
      () => mail.messages(guest),
      (all) => all.length === 1,
      'the invitation arrives',
    );
    const told = calendar(invitation, 'REQUEST');
    for (const line of [`UID:${task.id}`, 'LOCATION:Pune works', 'DESCRIPTION:Gate 3\\, please.'])
      assert.ok(told.includes(line), `${line} in ${told}`);
    await page.locator('html[data-live="on"]').waitFor({ state: 'attached' });
    await mail.send(guest, mine, reply(guest, mine, task.id, 'ACCEPTED', 0, 'We bring samples.'));
    await list.getByText('Comes', { exact: true }).waitFor({ timeout: 60_000 });
    await list.getByText('“We bring samples.”').waitFor();
    await checkAccessible(page, 'a meeting with answers');

    // Another day is told when that is asked for, and the answer to the old one is none.
    const later = new Date(Date.now() + 4 * 86_400_000).toISOString();
    await admin.api.patch(`/tasks/${task.id}`, { due_at: later });
    await list.getByText('Knows the old plan').nth(1).waitFor();
    await page.getByRole('button', { name: 'Send the new plan' }).click();
    await page
      .getByRole('dialog', { name: 'Tell of the changes to Site visit' })
      .getByRole('button', { name: 'Send' })
      .click();
    await list.getByText('No answer yet').nth(1).waitFor();

    // An address that is none: its mail server's notice stands with that person alone.
    const tom = `tom${own}@teak.test`;
    const sent = await eventually(
      async () => (await admin.api.get('/outbox')).data.find(({ to }) => to[0].address === tom),
      (found) => found?.state === 'sent',
      'the new plan is sent',
    );
    await mail.send('MAILER-DAEMON@teak.test', mine, notice(tom, sent.message_id));
    await list.getByText('Not delivered').waitFor({ timeout: 60_000 });
    assert.equal(await list.getByText('No answer yet').count(), 1);
    await page.getByRole('button', { name: 'Send invitations' }).waitFor();
    await checkAccessible(page, 'a meeting with an invitation that came back');

    // On a phone, in the dark: taken off the list, the guest hears that it is off.
    const phone = await open({ path: `/tasks/${task.id}`, size: 'phone', dark: true });
    await phone.getByRole('tab', { name: 'Details' }).click();
    await phone.getByRole('button', { name: 'Take Nandini Pillai off the list' }).click();
    await phone
      .getByRole('button', { name: 'Take Nandini Pillai off the list' })
      .waitFor({ state: 'detached' });
    await eventually(
      async () => (await mail.messages(guest)).filter((text) => /^Subject: Cancelled/m.test(text)),
      (all) => all.length === 1 && calendar(all[0], 'CANCEL').includes('STATUS:CANCELLED'),
      'the meeting is taken back',
    );
    await checkAccessible(phone, 'a meeting on a phone');
  });
});
