import assert from 'node:assert/strict';
import { checkAccessible } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';

const pane = (page) => page.getByRole('region', { name: /^Ticket #/ });
const talk = (page) => page.getByRole('region', { name: 'Conversation' });

/** Somebody who asks. */
const customer = (api, first) =>
  api.post('/contacts', {
    first_name: first,
    last_name: 'Pillai',
    email: `${first.toLowerCase()}@mailbox.example`,
  });

/** A ticket of a contact, with the first words in it. */
async function asks(api, contact, subject, text) {
  const body = { text, subject, email: contact.email, contact_id: contact.id, name: contact.title };
  const { ticket_id: id } = await api.post('/tickets/receive', { ...body, channel: 'email' });
  return api.get(`/tickets/${id}`);
}

journeys(
  'Tickets that become one',
  (journey) => {
    journey('two tickets of a customer are merged, and the merge is undone', async (world) => {
      const { api } = world.admin;
      const nandini = await customer(api, 'Nandini');
      const old = await asks(api, nandini, 'Parcel missing', 'Where is my parcel?');
      const again = await asks(api, nandini, 'Still no parcel', 'It is still not here.');
      const page = await world.open({ path: `/inbox?ticket=${again.id}` });
      await talk(page).getByText('It is still not here.').waitFor();
      await page.keyboard.press('m');
      const dialog = page.getByRole('dialog', { name: 'Merge tickets' });
      await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
      await dialog.getByText('Choose at least one other ticket.').waitFor();
      await dialog.getByRole('combobox', { name: 'Add a ticket' }).click();
      await page.getByRole('option', { name: /Parcel missing/ }).click();
      await dialog.getByRole('radio', { name: /Parcel missing/ }).waitFor();
      assert.equal(await dialog.getByRole('radio', { name: /Parcel missing/ }).isChecked(), true);
      await checkAccessible(page, 'the dialog that merges');
      await dialog.getByRole('button', { name: 'Merge', exact: true }).click();

      await pane(page).getByRole('heading', { name: 'Parcel missing' }).waitFor();
      await talk(page).getByText('It is still not here.').waitFor();
      await talk(page).getByText('Where is my parcel?').waitFor();
      const linked = page.getByRole('button', { name: `Undo the merge of #${again.number}` });
      await linked.waitFor();
      await eventually(
        () => api.get(`/tickets/${again.id}`),
        ({ merged_into_id: into }) => into === old.id,
        'it is a part of the other',
      );
      await linked.click();
      await linked.waitFor({ state: 'detached' });
      await talk(page).getByText('It is still not here.').waitFor({ state: 'detached' });
      const { status } = await api.get(`/tickets/${again.id}`);
      assert.equal(status, 'open');
    });

    journey('a message becomes a ticket of its own, linked to the first', async (world) => {
      const { api } = world.admin;
      const mei = await customer(api, 'Mei');
      const first = await asks(api, mei, 'Two things', 'My parcel is missing.');
      await api.post('/tickets/receive', {
        text: 'And my invoice is wrong.',
        email: mei.email,
        name: mei.title,
        ticket_id: first.id,
        channel: 'email',
      });
      const page = await world.open({ path: `/inbox?ticket=${first.id}` });
      const message = talk(page).getByRole('article').filter({ hasText: 'And my invoice is wrong.' });
      await message.getByRole('button', { name: 'More about this message' }).click();
      await page.getByRole('menuitem', { name: 'Make a ticket of it…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Make a ticket of a message' });
      await dialog.getByRole('textbox', { name: 'Subject' }).fill('Wrong invoice');
      await checkAccessible(page, 'the dialog that splits');
      await dialog.getByRole('button', { name: 'Make a ticket' }).click();
      await pane(page).getByRole('heading', { name: 'Wrong invoice' }).waitFor();
      await talk(page).getByText('And my invoice is wrong.').waitFor();
      assert.equal(await talk(page).getByText('My parcel is missing.').count(), 0);
      await page.getByRole('link', { name: /Two things.*came before this one/s }).waitFor();
    });

    journey('tickets are linked and unlinked beside the conversation', async (world) => {
      const { api } = world.admin;
      const kiran = await customer(api, 'Kiran');
      const lamp = await asks(api, kiran, 'Lamp broken', 'The lamp is broken.');
      const bulb = await asks(api, kiran, 'Bulb broken', 'The bulb too.');
      const page = await world.open({ path: `/inbox?ticket=${lamp.id}` });
      await page.getByRole('button', { name: 'Link a ticket' }).click();
      await page.getByRole('option', { name: /Bulb broken/ }).click();
      const unlink = page.getByRole('button', { name: `Unlink #${bulb.number}` });
      await unlink.waitFor();
      const related = async () => (await api.get(`/tickets/${bulb.id}`)).related_ids;
      await eventually(related, (ids) => ids?.includes(lamp.id), 'the other side says so as well');
      await unlink.click();
      await unlink.waitFor({ state: 'detached' });
      await eventually(related, (ids) => !ids?.includes(lamp.id), 'neither side says so');
    });

    journey('ticked tickets are merged from the table', async (world) => {
      const { api } = world.admin;
      const asha = await customer(api, 'Asha');
      await asks(api, asha, 'Cup one', 'One');
      await asks(api, asha, 'Cup two', 'Two');
      const page = await world.open({ path: '/tickets?q=cup' });
      await page.getByRole('checkbox', { name: /Cup one/ }).check();
      await page.getByRole('checkbox', { name: /Cup two/ }).check();
      await page.getByRole('toolbar').getByRole('button', { name: 'Merge…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Merge tickets' });
      await dialog.getByRole('radio', { name: /Cup two/ }).check();
      await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
      await pane(page).getByRole('heading', { name: 'Cup two' }).waitFor();
      await talk(page).getByText('One', { exact: true }).waitFor();
    });
  },
  { sampleData: false },
);
