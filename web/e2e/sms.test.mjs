import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';

/** A provider of text messages in the generic form: it keeps what it is asked to send. */
async function startProvider() {
  const asked = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      const right = request.headers.authorization === 'Bearer gateway-token';
      if (right) asked.push(JSON.parse(body));
      response.writeHead(right ? 200 : 401, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(right ? { ok: true } : { error: 'Unknown token' }));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { asked, url: `http://127.0.0.1:${server.address().port}/send`, stop: () => server.close() };
}

journeys('Text messages', (journey) => {
  journey('set up, with consent alone, answered on the timeline', async ({ open, admin }) => {
    const provider = await startProvider();
    try {
      const settings = await open({ path: '/settings/sms' });
      await settings.getByRole('combobox', { name: 'Service' }).click();
      await settings.getByRole('option', { name: 'Another one, by HTTP' }).click();
      await settings.getByLabel('Sender').fill('Banyan');
      await settings.getByLabel('Token', { exact: true }).fill('wrong');
      await settings.getByLabel('Address', { exact: true }).fill(provider.url);
      await settings.getByLabel('Your phone number').fill('98765 00000');
      await settings.getByRole('button', { name: 'Send a test' }).click();
      await settings.getByText('Unknown token').waitFor();
      await settings.getByLabel('Token', { exact: true }).fill('gateway-token');
      await settings.getByRole('button', { name: 'Send a test' }).click();
      await settings.getByText('The provider has taken the test message').waitFor();
      assert.deepEqual(
        provider.asked.map(({ to }) => to),
        ['+919876500000'],
      );
      await settings.getByRole('button', { name: 'Save' }).click();
      await settings.getByText('One is kept. Type here only to change it.').waitFor();
      await checkAccessible(settings, 'the settings of text messages');
      const hook = await settings.getByLabel('Address of this workspace').inputValue();

      const contact = await admin.api.post('/contacts', {
        first_name: 'Asha',
        last_name: 'Menon',
        phone: '+91 98450 12345',
      });
      const page = await open({ path: `/contacts/${contact.id}` });
      const write = async () => {
        await page.getByRole('button', { name: 'More actions' }).first().click();
        await page.getByRole('menuitem', { name: 'Write a text message' }).click();
        return page.getByRole('dialog', { name: 'Text message to Asha Menon' });
      };
      const refused = await write();
      await refused.getByText('has not agreed to text messages').waitFor();
      await checkAccessible(page, 'a text message without consent');
      await page.keyboard.press('Escape');
      await admin.api.patch(`/contacts/${contact.id}`, { sms_consent: 'given' });
      await page.reload();
      const dialog = await write();
      await dialog.getByLabel('Message').fill('Namaste, your offer is ready 🙏');
      await dialog.getByText('31 letters').waitFor();
      await checkAccessible(page, 'a text message');
      await dialog.getByRole('button', { name: 'Send' }).click();
      await page.getByText('The message is on its way').waitFor();
      await page.getByText('Namaste, your offer is ready 🙏').first().waitFor();
      await eventually(
        () => provider.asked.map(({ text }) => text),
        (texts) => texts.includes('Namaste, your offer is ready 🙏'),
        'the provider has it',
      );

      // The answer stands on the timeline without a reload, and its wish in the consent.
      const answer = (id, text) =>
        fetch(hook, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Authorization: 'Bearer gateway-token' },
          body: JSON.stringify({ id, from: '+919845012345', text }),
        });
      assert.equal((await answer('in-1', 'Thank you, call me tomorrow')).status, 204);
      await page.getByText('Thank you, call me tomorrow').first().waitFor();
      assert.equal((await answer('in-2', 'STOP')).status, 204);
      await page.reload();
      await (await write()).getByText('does not want text messages').waitFor();
    } finally {
      provider.stop();
    }
  });

  journey('the settings on a phone', async ({ open }) => {
    const page = await open({ path: '/settings/sms', size: 'phone' });
    await page.getByText('Try it out').waitFor();
    await checkFolds(page, 'the settings of text messages');
    await checkAccessible(page, 'the settings of text messages on a phone');
  });
});
