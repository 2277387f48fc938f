import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { invitationLink, joinAs } from './harness/people.mjs';

const follows = (page) => page.locator('html[data-live="on"]').waitFor({ state: 'attached' });
const pane = (page) => page.getByRole('region', { name: /^Ticket #/ });
const list = (page) => page.getByRole('region', { name: 'Tickets', exact: true });
const talk = (page) => page.getByRole('region', { name: 'Conversation' });

/** A contact who asks something, by mail so to speak. */
async function asks(api, subject, text, more = {}) {
  const email = `${subject.toLowerCase().replaceAll(/\W+/g, '-')}@mailbox.example`;
  const contact = await api.post('/contacts', { first_name: 'Nandini', last_name: 'Pillai', email });
  const body = {
    text,
    subject,
    email,
    contact_id: contact.id,
    name: contact.title,
    channel: 'email',
    ...more,
  };
  const { ticket_id: id } = await api.post('/tickets/receive', body);
  return { id, contact, email };
}

journeys(
  'Tickets',
  (journey) => {
    journey('J and K go through the list, and A gives a ticket away', async (world) => {
      const ben = await joinAs(world, 'Ben Adeyemi', 'support');
      const first = await asks(ben.api, 'First question', 'One');
      await asks(ben.api, 'Second question', 'Two');
      const page = await world.open({ person: ben, path: '/inbox?box=nobody' });
      await pane(page).getByRole('heading', { name: 'Second question' }).waitFor();
      await page.keyboard.press('j');
      await pane(page).getByRole('heading', { name: 'First question' }).waitFor();
      await page.keyboard.press('k');
      await pane(page).getByRole('heading', { name: 'Second question' }).waitFor();
      await page.keyboard.press('j');
      await pane(page).getByRole('heading', { name: 'First question' }).waitFor();
      await page.keyboard.press('a');
      await page.getByRole('option', { name: 'Ben Adeyemi' }).click();
      await eventually(
        () => ben.api.get(`/tickets/${first.id}`),
        ({ assignee_id: assignee }) => assignee !== null,
        'it is assigned',
      );
      await page.keyboard.press('/');
      await page.keyboard.type('second');
      await list(page).getByText('First question').waitFor({ state: 'detached' });
      await list(page).getByText('Second question').waitFor();
    });

    journey(
      'an agent answers, comments and resolves by keys, and an answer opens it again',
      async (world) => {
        const ben = await joinAs(world, 'Sara Lind', 'support');
        const { id, contact, email } = await asks(ben.api, 'Parcel missing', 'Where is my parcel?');
        const ticket = () => ben.api.get(`/tickets/${id}`);
        const page = await world.open({ person: ben, path: `/inbox?ticket=${id}` });
        const { keyboard } = page;
        await talk(page).getByText('Where is my parcel?').waitFor();
        await keyboard.press('r');
        await keyboard.type('It is on its way.');
        await keyboard.press('Control+Enter');
        await talk(page).getByText('It is on its way.').waitFor();
        const { first_response_at: answered } = await ticket();
        assert.notEqual(answered, null);
        await keyboard.press('Escape');
        await keyboard.press('c');
        await keyboard.type('The courier says tomorrow.');
        await keyboard.press('Control+Enter');
        await talk(page).getByText('The courier says tomorrow.').waitFor();
        await keyboard.press('Escape');
        await keyboard.press('e');
        await eventually(ticket, ({ status }) => status === 'resolved', 'it is resolved');
        const { data } = await world.admin.api.get('/outbox');
        const sent = data.filter(({ record }) => record?.id === id);
        assert.ok(
          sent.length > 0 && sent.every(({ to }) => to[0].address === email),
          'the customer hears of it',
        );

        // The next one came in its place.
        await page.goto(`/inbox?ticket=${id}`);
        await talk(page).getByText('It is on its way.').waitFor();
        await follows(page);
        const again = {
          text: 'Still nothing!',
          subject: 'Re: Parcel missing',
          email,
          contact_id: contact.id,
        };
        await ben.api.post('/tickets/receive', {
          ...again,
          name: contact.title,
          channel: 'email',
          ticket_id: id,
        });
        await talk(page).getByText('Still nothing!').waitFor();
        await eventually(ticket, ({ status }) => status !== 'resolved', 'it is open again');
      },
    );

    journey('a canned reply is written once and put into an answer', async (world) => {
      const { id } = await asks(world.admin.api, 'Lost key', 'Do you have another one?');
      const page = await world.open({ path: '/settings/tickets' });
      await page.getByRole('button', { name: 'New canned reply' }).click();
      const dialog = page.getByRole('dialog', { name: 'New canned reply' });
      await dialog.getByRole('textbox', { name: 'Name' }).fill('A new key');
      const text = dialog.getByRole('textbox', { name: 'Text' });
      await text.fill('Dear {{contact.frist_name}},');
      await dialog.getByRole('button', { name: 'Create' }).click();
      const refusal = await dialog.getByText('There is no {{contact.frist_name}}.').textContent();
      assert.ok(await text.evaluate((box) => box === document.activeElement), 'one goes on in the text');
      await checkAccessible(page, 'a canned reply that names nothing');
      // Every name that is allowed is filled in as well.
      const names = refusal.split('There are ')[1].match(/\{\{[\w.]+\}\}/g);
      assert.ok(names.length > 5, refusal);
      await text.fill(
        `Dear {{contact.first_name|customer}},\na key is coming. ({{ticket.number}})\n${names.join(' ')}`,
      );
      await dialog.getByRole('button', { name: 'Create' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('A new key').waitFor();

      await page.goto(`/inbox?ticket=${id}`);
      await talk(page).getByText('Do you have another one?').waitFor();
      await page.getByRole('textbox', { name: 'Reply', exact: true }).click();
      await page.getByRole('button', { name: 'Canned replies' }).click();
      await page.getByRole('option', { name: 'A new key' }).click();
      await page.keyboard.press('Control+Enter');
      const { number } = await world.admin.api.get(`/tickets/${id}`);
      await talk(page).getByText(`a key is coming. (#${number})`).waitFor();
      const sent = await talk(page).getByRole('article').filter({ hasText: 'Dear Nandini' }).textContent();
      assert.ok(sent.includes('Lost key') && !sent.includes('{{'), sent);
    });

    journey('on a phone one column at a time', async (world) => {
      await asks(world.admin.api, 'On the phone', 'Small screen');
      const page = await world.open({ path: '/inbox', size: 'phone', dark: true });
      await list(page).getByText('On the phone').click();
      await talk(page).getByText('Small screen').waitFor();
      await checkAccessible(page, 'a ticket on a phone');
      await page.goBack();
      await list(page).getByText('On the phone').waitFor();
    });

    journey('two who answer at once see each other', async (world) => {
      const ben = await joinAs(world, 'Kiran Das', 'support');
      const door = await asks(world.admin.api, 'Blue door', 'Which door?');
      const mine = await world.open({ path: `/inbox?ticket=${door.id}` });
      const theirs = await world.open({ person: ben, path: `/inbox?ticket=${door.id}` });
      await follows(mine);
      await follows(theirs);
      await theirs.getByRole('textbox', { name: 'Reply', exact: true }).click();
      await mine.getByText('Kiran Das is replying right now').waitFor();
      await checkAccessible(mine, 'an inbox with a notice');
      await theirs.keyboard.type('The blue one');
      await theirs.keyboard.press('Control+Enter');
      await talk(mine).getByText('The blue one').waitFor();
    });

    journey('a customer says on a phone how content they were', async (world) => {
      const { api } = world.admin;
      await api.patch('/workspace', { satisfaction_question: { delay_minutes: 0 } });
      const { id, email } = await asks(api, 'Two left shoes', 'One of them is wrong');
      await api.patch(`/tickets/${id}`, { status: 'resolved' });
      // The question goes out with the round that Kith makes every minute.
      const link = await invitationLink(world.server.folder, email, { under: '/t/', patience: 90_000 });
      const page = await world.open({ person: null, path: link, size: 'phone', dark: true });
      await page.getByRole('heading', { name: 'How content are you?' }).waitFor();
      await checkFolds(page, 'the question');
      await checkAccessible(page, 'the question');
      await page.getByRole('radio', { name: 'Content', exact: true }).check();
      await page.getByRole('textbox').fill('Quick, thank you');
      await page.getByRole('button').click();
      await eventually(
        () => api.get(`/tickets/${id}`),
        ({ satisfaction }) => satisfaction === 4,
        'the answer is kept',
      );
      await checkFolds(page, 'the thanks');
      await checkAccessible(page, 'the thanks');
    });

    journey('who may only read answers nothing', async (world) => {
      const reader = await joinAs(world, 'Ria Sen', 'sales');
      const { id } = await asks(world.admin.api, 'Read only', 'Look at me');
      const page = await world.open({ person: reader, path: `/inbox?ticket=${id}` });
      await talk(page).getByText('Look at me').waitFor();
      assert.equal(await page.getByRole('form', { name: 'Answer' }).count(), 0);
      assert.equal(await page.getByRole('button', { name: /^Resolve/ }).count(), 0);
    });
  },
  { sampleData: false },
);
