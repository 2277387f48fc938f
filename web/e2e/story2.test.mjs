import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { checkAccessible } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { startMailServers } from './harness/mail-servers.mjs';
import { joinAs } from './harness/people.mjs';

/** A picture of one dot. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
let mail;
/** Where the mails' pictures are: it knows which have been asked for. */
const spied = [];
const spy = createServer((request, response) => {
  spied.push(request.url);
  response.writeHead(404).end();
});
before(async () => {
  mail = await startMailServers();
  await new Promise((resolve) => spy.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await mail.stop();
  await new Promise((resolve) => spy.close(resolve));
});

const header = (message, name) => message.match(new RegExp(`^${name}: (.*)$`, 'mi'))?.[1] ?? '';
const pane = (page) => page.getByRole('region', { name: /^Ticket #/ });
const talk = (page) => page.getByRole('region', { name: 'Conversation' });

journeys('From a mail about a missing package to its answer', (journey) => {
  journey('the customer mails, an agent answers and resolves, the customer gets both', async (world) => {
    const { admin, open } = world;
    const sara = await joinAs(world, 'Sara Lind', 'support');
    const own = `${Date.now()}`;
    const [support, customer] = [`support${own}@banyan.test`, `nandini${own}@mailbox.test`];
    const picture = `/pixel-${own}.gif`;

    // The administrator adds the support mailbox.
    const settings = await open({ path: '/settings/mailboxes' });
    await settings.getByRole('button', { name: 'Add a mailbox' }).click();
    const dialog = settings.getByRole('dialog', { name: 'Add a mailbox' });
    await dialog.getByLabel('Name', { exact: true }).fill('Banyan Support');
    await dialog.getByLabel('E-mail address').fill(support);
    for (const [name, port] of [
      ['Reading (IMAP)', mail.imap],
      ['Sending (SMTP)', mail.smtp],
    ]) {
      const group = dialog.getByRole('group', { name });
      await group.getByLabel('Server').fill('127.0.0.1');
      await group.getByLabel('Port').fill(String(port));
      await group.getByRole('combobox', { name: 'Encryption' }).click();
      await settings.getByRole('option', { name: 'None, only on this machine' }).click();
      if (port === mail.smtp) continue;
      await group.getByLabel('User name').fill(support);
      await group.getByLabel('Password').fill('secret');
    }
    await checkAccessible(settings, 'a support mailbox');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });

    // The customer mails; the ticket appears by itself.
    const inbox = await open({ path: '/inbox?box=nobody' });
    await inbox.locator('html[data-live="on"]').waitFor({ state: 'attached' });
    const question = [
      `From: Nandini Pillai <${customer}>`,
      `To: ${support}`,
      'Subject: Missing package',
      `Message-ID: <question-${own}@mailbox.test>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary=parts',
      '',
      '--parts',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>My package says <b>delivered</b>, but it is not here.</p>',
      '<script>document.title = "taken over"</script>',
      `<img src="http://127.0.0.1:${spy.address().port}${picture}" alt="">`,
      '<img src="cid:label@mailbox.test" alt="The label">',
      '<blockquote>Your package is on its way.</blockquote>',
      '--parts',
      'Content-Type: image/png; name="label.png"',
      'Content-ID: <label@mailbox.test>',
      'Content-Disposition: inline',
      'Content-Transfer-Encoding: base64',
      '',
      DOT,
      '--parts--',
    ].join('\n');
    await mail.send(customer, support, question);
    const [ticket] = await eventually(
      async () =>
        (await admin.api.get('/tickets')).data.filter(({ subject }) => subject === 'Missing package'),
      (found) => found.length === 1,
      'the ticket appears',
    );
    // What came meanwhile is shown when one asks for it.
    await inbox.reload();
    await inbox.getByText('Missing package').first().click();
    await talk(inbox)
      .getByText(/it is not here/)
      .waitFor();
    const contact = await admin.api.get(`/contacts/${ticket.contact_id}`);
    assert.deepEqual([contact.title, contact.email], ['Nandini Pillai', customer]);

    // It is assigned to the agent, who hears of it.
    const hers = await open({ person: sara });
    await hers.locator('html[data-live="on"]').waitFor({ state: 'attached' });
    await pane(inbox).getByRole('heading', { name: 'Missing package' }).waitFor();
    await inbox.keyboard.press('a');
    await inbox.getByRole('option', { name: 'Sara Lind' }).click();
    await hers.getByRole('button', { name: /^Notifications, \d+ unread/ }).waitFor();

    // She reads the mail as it was formatted: no script has run, and no picture is asked for but its own.
    await hers.goto(`/inbox?ticket=${ticket.id}`);
    await talk(hers)
      .getByText(/it is not here/)
      .waitFor();
    await talk(hers).getByRole('button', { name: 'Show as it was formatted' }).click();
    const frame = hers.frameLocator('iframe');
    await frame.getByText('delivered').waitFor();
    await eventually(
      () => frame.getByText('Your package is on its way.').isVisible(),
      (visible) => !visible,
      'what is quoted is folded',
    );
    const label = frame.getByRole('img', { name: 'The label' });
    await eventually(
      () => label.evaluate(({ complete, naturalWidth }) => complete && naturalWidth),
      (width) => width === 1,
      'the picture that came along is there',
    );
    assert.ok(!spied.includes(picture), 'no other picture is asked for');
    await hers.getByRole('button', { name: 'Show pictures' }).click();
    await eventually(
      () => spied,
      (asked) => asked.includes(picture),
      'pictures are asked for once she wants them',
    );
    await talk(hers).getByRole('button', { name: 'Show plain text' }).click();

    // She answers, and marks it resolved.
    await hers.keyboard.press('r');
    await hers.keyboard.type('The courier has found it. It arrives tomorrow.');
    await hers.keyboard.press('Control+Enter');
    await talk(hers).getByText('The courier has found it.').waitFor();
    await hers.keyboard.press('Escape');
    await hers.keyboard.press('e');
    await eventually(
      () => admin.api.get(`/tickets/${ticket.id}`),
      ({ status, assignee_id: assignee }) => status === 'resolved' && assignee !== null,
      'it is resolved',
    );

    // The customer has it all, as one conversation from the support address.
    const got = await eventually(
      () => mail.messages(customer),
      (messages) =>
        ['It has arrived', 'The courier has found it', 'is settled'].every((words) =>
          messages.some((message) => message.includes(words)),
        ),
      'the customer gets the mails',
    );
    for (const message of got) {
      assert.match(header(message, 'From'), new RegExp(support));
      assert.equal(header(message, 'In-Reply-To'), `<question-${own}@mailbox.test>`);
      assert.match(header(message, 'Subject'), new RegExp(`^Re: Missing package \\[#${ticket.number}\\]`));
    }

    // An answer to that opens it again.
    const answer = got.find((message) => message.includes('The courier has found it'));
    const thanks = [
      `From: Nandini Pillai <${customer}>`,
      `To: ${support}`,
      'Subject: Thanks',
      `Message-ID: <thanks-${own}@mailbox.test>`,
      `In-Reply-To: ${header(answer, 'Message-ID')}`,
      '',
      'Still nothing, I am afraid.',
    ].join('\n');
    await mail.send(customer, support, thanks);
    await eventually(
      () => admin.api.get(`/tickets/${ticket.id}`),
      ({ status }) => status === 'open',
      'it is open again',
    );
    await hers.goto(`/inbox?ticket=${ticket.id}`);
    await talk(hers).getByText('Still nothing, I am afraid.').waitFor();
    assert.equal(
      (await admin.api.get('/tickets')).data.filter(({ subject }) => subject === 'Thanks').length,
      0,
    );
  });
});
