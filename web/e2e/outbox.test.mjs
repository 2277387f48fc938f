import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

journeys('The outbox', (journey) => {
  journey(
    'without a mail server mails go into a folder and are seen here',
    async ({ open, admin, server }) => {
      await joinAs({ server, admin }, 'Ravi Iyer', 'sales');
      const page = await open({ path: '/settings/outbox' });
      const list = page.getByRole('list', { name: 'Outbox' });
      await list.getByText('Sent', { exact: true }).first().waitFor();
      await checkAccessible(page, 'the outbox');
      const files = await eventually(
        () => readdir(join(server.folder, 'outbox')),
        (names) => names.some((name) => name.endsWith('.eml')),
        'the mail is a file',
      );
      const mail = await readFile(
        join(
          server.folder,
          'outbox',
          files.find((name) => name.endsWith('.eml')),
        ),
        'utf8',
      );
      assert.match(mail, /\/invite\//);

      await list
        .getByRole('button', { name: /You are invited/ })
        .first()
        .click();
      const sheet = page.getByRole('dialog');
      await sheet.getByText('This mail holds a personal link').waitFor();
      assert.equal(await sheet.getByText('/invite/').count(), 0);
      await checkAccessible(page, 'a mail that goes out');
      await page.keyboard.press('Escape');
      await page.getByRole('radio', { name: 'Not sent' }).click();
      await page.getByText('No mail is in this state.').waitFor();
    },
  );

  journey('on a phone somebody finds no mails of others', async ({ open, admin, server }) => {
    const nila = await joinAs({ server, admin }, 'Nila Sen', 'sales');
    const page = await open({ person: nila, path: '/settings/outbox', size: 'phone' });
    await page.getByText('No mail has been sent yet.').waitFor();
    await checkFolds(page, 'the outbox');
    await checkAccessible(page, 'the outbox on a phone');
  });
});
