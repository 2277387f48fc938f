import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';

journeys('Sequences', (journey) => {
  journey('one is made, started for a lead, seen there and stopped by a reply', async ({ open, admin }) => {
    const lead = await admin.api.post('/leads', {
      first_name: 'Nila',
      last_name: 'Sen',
      email: 'nila@sen.example',
    });
    const settings = await open({ path: '/settings/sequences' });
    await settings.getByRole('button', { name: 'New sequence' }).click();
    const dialog = settings.getByRole('dialog', { name: 'New sequence' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Say hello');
    await dialog.getByRole('button', { name: 'Create sequence' }).click();
    await dialog.getByText('Needed').first().waitFor();
    await dialog.getByRole('textbox', { name: 'What is to be done' }).fill('Look up {company|them}');
    await dialog.getByRole('button', { name: 'Add a step' }).click();
    await dialog.getByRole('textbox', { name: 'Working days' }).fill('3');
    await dialog.getByRole('button', { name: 'Add a step' }).click();
    await dialog.getByRole('textbox', { name: 'Subject' }).fill('Hello {nickname}');
    await dialog.getByRole('textbox', { name: 'Text' }).fill('Hi {first_name}!');
    const preview = dialog.getByRole('list', { name: 'When the steps fall due' });
    await preview.getByText('Wait 3 working days').waitFor();
    await checkAccessible(settings, 'the editor of a sequence');
    await dialog.getByRole('button', { name: 'Create sequence' }).click();
    await dialog.getByText('There is no {nickname}.').waitFor();
    await dialog.getByRole('textbox', { name: 'Subject' }).fill('Hello {first_name}');
    // The e-mail goes first, by keys alone.
    const up = dialog.getByRole('button', { name: 'Move Step 3 up' });
    await up.focus();
    await settings.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Move Step 2 up' }).focus();
    await settings.keyboard.press('Enter');
    // What waits may not be last, so the wait goes between again.
    await dialog.getByRole('button', { name: 'Move Step 3 up' }).click();
    await dialog.getByRole('button', { name: 'Create sequence' }).click();
    const row = settings.getByRole('list', { name: 'Sequences' }).getByText('Say hello');
    await row.waitFor();
    await settings.getByText('2 steps over 3 working days').waitFor();
    await checkAccessible(settings, 'the sequences in the settings');

    const page = await open({ path: `/leads/${lead.id}` });
    await page.getByText('Not in a sequence.').waitFor();
    await page.getByRole('button', { name: 'Start a sequence' }).last().click();
    const start = page.getByRole('dialog', { name: 'Start a sequence' });
    await start.getByRole('combobox', { name: 'Sequence' }).click();
    await page.getByRole('option', { name: 'Say hello' }).click();
    await start.getByText('Wait 3 working days').waitFor();
    await checkAccessible(page, 'the start of a sequence');
    await start.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByText('Started for 1 lead').waitFor();
    const steps = page.getByRole('list', { name: 'Steps of Say hello' });
    await steps.waitFor();
    await checkAccessible(page, 'a lead in a sequence');

    await admin.api.post('/interactions', {
      kind: 'email',
      direction: 'inbound',
      subject: 'Re: Hello',
      lead_id: lead.id,
    });
    await page.reload();
    await page.getByText(/^Stopped .*: Replied$/).waitFor();
    const open_tasks = await admin.api.get(`/tasks?record=lead:${lead.id}&status=pending`);
    assert.equal(open_tasks.data.length, 0, 'nothing is left to do');
  });

  journey(
    'many are ticked and started at once, and one is stopped by hand on a phone',
    async ({ open, admin }) => {
      const steps = [
        { kind: 'wait', days: 2 },
        { kind: 'call', subject: 'Call {first_name}' },
      ];
      await admin.api.post('/sequences', { name: 'Call them', steps });
      for (const name of ['One', 'Two']) await admin.api.post('/leads', { last_name: `Drip ${name}` });
      const page = await open({ path: '/leads?q=Drip' });
      for (const name of ['One', 'Two']) {
        await page
          .getByRole('row')
          .filter({ hasText: `Drip ${name}` })
          .getByRole('checkbox')
          .click();
      }
      const bar = page.getByRole('toolbar', { name: /2/ });
      await bar.getByRole('button', { name: 'Start a sequence' }).click();
      const start = page.getByRole('dialog', { name: 'Start a sequence' });
      await start.getByRole('combobox', { name: 'Sequence' }).click();
      await page.getByRole('option', { name: 'Call them' }).click();
      await start.getByRole('button', { name: 'Start', exact: true }).click();
      await page.getByText('Started for 2 leads').waitFor();
      const active = async () =>
        (await admin.api.get('/enrolments?status=active')).data.filter(({ name }) => name === 'Call them');
      const [one] = await eventually(active, (rows) => rows.length === 2, 'both are in it');

      const phone = await open({ path: `/leads/${one.lead_id}`, size: 'phone' });
      await phone.getByRole('tab', { name: 'Details' }).click();
      await phone.getByRole('button', { name: 'Stop', exact: true }).click();
      await phone.getByText(/^Stopped .*: By hand$/).waitFor();
      await checkFolds(phone, 'a lead with its sequences');
      await checkAccessible(phone, 'a lead with its sequences on a phone');
    },
  );
});
