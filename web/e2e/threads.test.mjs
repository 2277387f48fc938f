import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

const deal = ({ api }, name) => api.post('/deals', { name });
const noteOn = ({ api }, { id }, body) => api.post('/notes', { body, record: { kind: 'deal', id } });
const answer = ({ api }, { id }, note, body) =>
  api.post('/notes', { body, record: { kind: 'deal', id }, parent_id: note.id });
const one = ({ api }, { id }) => api.get(`/notes/${id}`);

journeys('Threads', (journey) => {
  journey('two people answer each other under a note and hear of it', async ({ open, admin, server }) => {
    const ravi = await joinAs({ server, admin }, 'Ravi Iyer', 'sales');
    const about = await deal(admin, 'Acme renewal');
    await noteOn(admin, about, 'What do they **want**?');
    const his = await open({ person: ravi, path: `/deals/${about.id}` });
    const hers = await open({ path: `/deals/${about.id}`, size: 'phone' });
    await hers.locator('html[data-live=on]').waitFor();
    await his.getByRole('button', { name: 'Answer' }).click();
    const box = his.getByRole('textbox', { name: 'Answer' });
    await box.fill('A _discount_ of ten percent.');
    await box.press('Control+Enter');
    const thread = his.getByRole('list', { name: 'Answers' });
    await thread.getByText('discount').waitFor();
    // She sees it where she stands, is told, and reacts with the keys.
    await hers.getByRole('list', { name: 'Answers' }).getByText('discount').waitFor();
    await hers.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor();
    await checkFolds(hers, 'a thread');
    await checkAccessible(hers, 'a thread on a phone');
    const react = hers.getByRole('list', { name: 'Answers' }).getByRole('button', { name: 'React' });
    await react.focus();
    await hers.keyboard.press('Enter');
    await hers.getByRole('menuitem', { name: 'Celebrate' }).click();
    await his.getByRole('button', { name: 'Celebrate 1: Ananya Iyer' }).click();
    const both = hers.getByRole('button', { name: 'Celebrate 2: Ananya Iyer, Ravi Iyer' });
    await both.waitFor();
    await both.click();
    await his.getByRole('button', { name: 'Celebrate 1: Ravi Iyer', exact: true }).waitFor();
    await checkAccessible(his, 'a thread');
    await hers.getByRole('button', { name: 'Notifications, 1 unread' }).click();
    await hers.getByText('Ravi Iyer answered in a thread on Acme renewal').waitFor();
  });

  journey('a long thread is folded, and what a note said before is shown', async ({ open, admin }) => {
    const about = await deal(admin, 'Long talk');
    const note = await noteOn(admin, about, 'Call on Monday at ten');
    for (let number = 1; number <= 6; number += 1) await answer(admin, about, note, `Word ${number}`);
    await admin.api.patch(`/notes/${note.id}`, { body: 'Call on Tuesday at ten' });
    const page = await open({ path: `/deals/${about.id}` });
    const thread = page.getByRole('list', { name: 'Answers' });
    await thread.getByText('Word 6').waitFor();
    assert.equal(await thread.getByText('Word 3').count(), 0);
    await page.getByRole('button', { name: 'Show 3 earlier answers' }).click();
    await thread.getByText('Word 1').waitFor();
    await page.getByRole('button', { name: 'edited' }).click();
    const versions = page.getByRole('dialog', { name: 'What it said before' });
    await versions.locator('del', { hasText: 'Monday' }).waitFor();
    await versions.locator('ins', { hasText: 'Tuesday' }).waitFor();
    await checkAccessible(page, 'the versions of a note');
    await page.keyboard.press('Escape');
    // An answer is taken out and comes back; pinned, a note keeps its thread.
    const last = thread.getByRole('listitem').filter({ hasText: 'Word 6' });
    await last.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await thread.getByText('Word 6').waitFor();
    await admin.api.patch(`/notes/${note.id}`, { pinned: true });
    await page.reload();
    await page.getByRole('region', { name: 'Pinned' }).getByText('Word 1').waitFor();
  });

  journey('an answer that is written without a network waits in its thread', async ({ open, admin }) => {
    const about = await deal(admin, 'Far away');
    const note = await noteOn(admin, about, 'Are you there?');
    const page = await open({ path: `/deals/${about.id}` });
    await page.getByRole('button', { name: 'Answer' }).click();
    const box = page.getByRole('textbox', { name: 'Answer' });
    await box.fill('In the train');
    await page.context().setOffline(true);
    await box.press('Control+Enter');
    await page.getByRole('list', { name: 'Answers' }).getByText('In the train').waitFor();
    await page.context().setOffline(false);
    await eventually(
      async () => (await admin.api.get(`/notes?parent_id=${note.id}`)).data,
      (answers) => answers.length === 1 && answers[0].body === 'In the train',
      'the answer is sent',
    );
    assert.equal((await one(admin, note)).version, 1);
  });
});
