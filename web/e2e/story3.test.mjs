import assert from 'node:assert/strict';
import { checkAccessible } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

journeys('From a note to a task that is done', (journey) => {
  journey('the manager notes, the designer does it, the manager sees it', async ({ open, admin, server }) => {
    const manager = await joinAs({ server, admin }, 'Meera Nair', 'manager');
    const designer = await joinAs({ server, admin }, 'Dev Rao', 'sales');
    const { id: designerId } = await designer.api.get('/me');
    const deal = await manager.api.post('/deals', { name: 'Facebook campaign' });
    const hers = await open({ person: manager, path: `/deals/${deal.id}` });
    const his = await open({ person: designer });
    await his.locator('html[data-live=on]').waitFor();

    const composer = hers.getByRole('region', { name: 'Write something about this record' });
    const box = composer.getByLabel('Note', { exact: true });
    await box.click();
    await composer.getByRole('button', { name: 'Bold' }).waitFor();
    await box.pressSequentially('Client approved Facebook ad campaign; start by Friday. @dev');
    await hers.getByRole('option', { name: /Dev Rao/ }).click();
    await hers.keyboard.press('Control+Enter');

    // The task is offered as the note says it.
    const offer = hers.getByRole('form', { name: 'Make a task of it' });
    await offer.waitFor();
    const name = 'Client approved Facebook ad campaign; start by Friday';
    assert.equal(await offer.getByLabel('Task', { exact: true }).inputValue(), name);
    await offer.getByText('Dev Rao').waitFor();
    await checkAccessible(hers, 'the task that is offered');
    await offer.getByRole('button', { name: 'Plan task' }).click();
    await offer.waitFor({ state: 'detached' });
    const [note] = (await manager.api.get(`/notes?record=deal:${deal.id}`)).data;
    const [task] = (await manager.api.get(`/tasks?record=deal:${deal.id}`)).data;
    assert.deepEqual([task.name, task.assignee_id, task.note_id], [name, designerId, note.id]);
    const friday = new Intl.DateTimeFormat('en-GB', {
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'Asia/Kolkata',
    }).format(new Date(task.due_at));
    assert.match(friday, /^Friday.*17:00$/);

    // He hears of both without doing anything, opens the task and completes it.
    await his.getByRole('button', { name: 'Notifications, 2 unread' }).click();
    const told = his.getByRole('dialog', { name: 'Notifications' });
    await told.getByText(/mentioned you in a note on Facebook campaign/).waitFor();
    await told.getByRole('link', { name: /assigned Client approved/ }).click();
    await his.waitForURL(`**/tasks/${task.id}`);
    await his.getByRole('heading', { name }).waitFor();
    await designer.api.patch(`/tasks/${task.id}`, { status: 'in_progress' });
    await his.goto(`/deals/${deal.id}`);
    const tick = (page) =>
      page
        .getByRole('listitem')
        .filter({ hasText: 'wrote a note' })
        .getByRole('checkbox', { name: `Done: ${name}` });
    await tick(his).click();
    await eventually(
      async () => (await manager.api.get(`/tasks/${task.id}`)).status,
      (status) => status === 'completed',
      'it is done',
    );

    // She sees it under her note, without a reload.
    await eventually(
      () => tick(hers).getAttribute('aria-checked'),
      (checked) => checked === 'true',
      'the note shows it',
    );
  });
});
