import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';

journeys('Scores', (journey) => {
  journey('a lead says why it has its score, is set by hand and goes back', async ({ open, admin }) => {
    const lead = await admin.api.post('/leads', {
      first_name: 'Nila',
      last_name: 'Sen',
      source: 'referral',
      budget: 'yes',
    });
    const stored = async () => admin.api.get(`/leads/${lead.id}`);
    const page = await open({ path: `/leads/${lead.id}` });
    const reasons = page.getByRole('list', { name: 'What the rules give' });
    await reasons.getByText('Was referred').waitFor();
    await reasons.getByText('+20').waitFor();
    await checkAccessible(page, 'the lead with its score');
    await page.getByRole('button', { name: 'Set by hand' }).click();
    const input = page.getByRole('textbox', { name: 'Score from 0 to 100' });
    await input.fill('101');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('A whole number from 0 to 100.').waitFor();
    await input.fill('88');
    await page.keyboard.press('Enter');
    await page.getByText('The rules say 35').waitFor();
    assert.equal((await stored()).score_source, 'manual');
    await page.getByRole('button', { name: 'Back to the rules' }).click();
    await eventually(
      stored,
      ({ score, score_source }) => score === 35 && score_source === 'rules',
      'the rules hold',
    );
    await page.getByText('By the rules').waitFor();
  });

  journey('on a phone the score stands with the details', async ({ open, admin }) => {
    const { id } = await admin.api.find('leads', 'Rahul Goyal');
    const page = await open({ path: `/leads/${id}`, size: 'phone' });
    await page.getByRole('tab', { name: 'Details' }).click();
    await page.getByText('Set by hand ·').waitFor();
    await checkFolds(page, 'a lead with its score');
    await checkAccessible(page, 'a lead with its score on a phone');
  });
});
