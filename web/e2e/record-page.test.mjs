import assert from 'node:assert/strict';
import { eventually, journeys } from './harness/journeys.mjs';

journeys('A record', (journey) => {
  journey('gets a note, a call and a task', async ({ open, admin }) => {
    const { id } = await admin.api.post('/contacts', { first_name: 'Devi', last_name: 'Nair' });
    const page = await open({ path: `/contacts/${id}` });
    const composer = page.getByRole('region', { name: 'Write something about this record' });
    const write = async (mode, label, text, send) => {
      await composer.getByRole('button', { name: mode, exact: true }).click();
      await composer.getByLabel(label, { exact: true }).fill(text);
      await composer.getByRole('button', { name: send }).click();
      await page.getByText(text).last().waitFor();
    };
    await write('Note', 'Note', 'Likes the blue one', 'Save note');
    await write('Call', 'What was said', 'Wants an offer by Friday', 'Log it');
    await write('Task', 'Task', 'Send the offer', 'Plan task');
    await eventually(
      async () => (await admin.api.get(`/contacts/${id}/timeline?types=note,task,interaction`)).data.length,
      (count) => count === 3,
      'the three are on the timeline',
    );
  });

  journey('a deal moves on and the dashboard knows', async ({ open, admin }) => {
    const { pipelines } = await admin.api.get('/bootstrap');
    const stages = pipelines[0].stages;
    const deal = await admin.api.post('/deals', {
      name: 'Loom for Devi',
      stage_id: stages[0].id,
      amount: { amount: 50_000_00, currency: 'INR' },
    });
    const page = await open({ path: `/deals/${deal.id}` });
    const won = stages.find(({ kind }) => kind === 'won');
    const next = stages[1];
    await page.getByRole('button', { name: `Move to ${next.title}` }).click();
    await eventually(
      async () => (await admin.api.get(`/deals/${deal.id}`)).stage_id,
      (stage) => stage === next.id,
      'the deal is in its next stage',
    );
    await admin.api.patch(`/deals/${deal.id}`, { stage_id: won.id });
    const home = await open();
    await home.getByText('Loom for Devi').first().waitFor();
    const figures = await admin.api.get('/dashboard');
    assert.ok(figures.won.amount.some(({ amount, currency }) => currency === 'INR' && amount >= 50_000_00));
  });

  journey('two people change the same field and one is asked', async ({ open, admin }) => {
    const { id } = await admin.api.post('/contacts', {
      first_name: 'Ravi',
      last_name: 'Shetty',
      job_title: 'Buyer',
    });
    const page = await open({ path: `/contacts/${id}` });
    await page.getByRole('button', { name: 'Change Job title' }).click();
    // Meanwhile somebody else has changed it.
    await admin.api.patch(`/contacts/${id}`, { job_title: 'Head of buying' });
    const box = page.getByLabel('Job title', { exact: true });
    await box.fill('Senior buyer');
    await box.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Somebody else changed this too' });
    await dialog.getByText('Head of buying').waitFor();
    await dialog.getByRole('button', { name: 'Use mine' }).click();
    await eventually(
      async () => (await admin.api.get(`/contacts/${id}`)).job_title,
      (value) => value === 'Senior buyer',
      'mine is stored',
    );
  });

  journey('changes to different fields need no question', async ({ open, admin }) => {
    const { id } = await admin.api.post('/contacts', {
      first_name: 'Mira',
      last_name: 'Rao',
      job_title: 'Buyer',
    });
    const page = await open({ path: `/contacts/${id}` });
    await page.getByRole('button', { name: 'Change Job title' }).click();
    await admin.api.patch(`/contacts/${id}`, { last_name: 'Rao-Iyer' });
    const box = page.getByLabel('Job title', { exact: true });
    await box.fill('Lead buyer');
    await box.press('Enter');
    const stored = await eventually(
      () => admin.api.get(`/contacts/${id}`),
      (record) => record.job_title === 'Lead buyer',
      'the change is stored',
    );
    assert.equal(stored.last_name, 'Rao-Iyer');
    assert.equal(await page.getByRole('dialog').count(), 0);
  });
});
