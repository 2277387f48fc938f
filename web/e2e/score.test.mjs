import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

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

  journey('a rule is added, watched at work, changed, switched off and deleted', async ({ open, admin }) => {
    const lead = await admin.api.post('/leads', { last_name: 'Rao', company_name: 'Teak Trading' });
    const score = async () => (await admin.api.get(`/leads/${lead.id}`)).score;
    const before = await score();
    const page = await open({ path: '/settings/scoring' });
    const fit = page.getByRole('region', { name: 'Who the lead is' });
    await fit.getByText('Was referred').waitFor();
    await checkAccessible(page, 'the scoring rules');

    await fit.getByRole('button', { name: 'Add a rule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText('From -100 to 100').waitFor();
    await dialog.getByLabel('Name').fill('Trades in teak');
    await dialog.getByLabel('Points').fill('25');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('alert').getByText('Which leads does it hold for?').waitFor();
    await dialog.getByRole('button', { name: 'Condition' }).click();
    await dialog.getByRole('combobox', { name: 'Field' }).click();
    await page.getByRole('option', { name: 'Company', exact: true }).click();
    await dialog.getByRole('textbox').last().fill('Teak');
    await dialog.getByText(/^Holds for 1 of \d+ leads$/).waitFor();
    await checkAccessible(page, 'a new scoring rule');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await fit.getByRole('button', { name: 'Trades in teak' }).first().waitFor();
    await eventually(score, (now) => now === before + 25, 'the new rule counts');

    await fit.getByRole('button', { name: 'Trades in teak', exact: true }).click();
    await dialog.getByLabel('Points').fill('−10');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(score, (now) => now === Math.max(0, before - 10), 'the changed rule counts');

    await fit.getByRole('switch', { name: 'Trades in teak counts' }).click();
    await eventually(score, (now) => now === before, 'the rule that is off does not count');
    await fit.getByRole('button', { name: 'Delete Trades in teak' }).click();
    await page.getByText('Trades in teak is in the trash').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await fit.getByRole('button', { name: 'Trades in teak', exact: true }).waitFor();

    await page.getByLabel('Warm from').fill('90');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A lead is warm before it is hot.').waitFor();
    await page.getByLabel('Warm from').fill('30');
    await page.getByRole('button', { name: 'Save' }).click();
    await eventually(
      () => admin.api.get('/workspace'),
      ({ warm_from }) => warm_from === 30,
      'the threshold is kept',
    );
  });

  journey('a rule about what passed between us says how it counts', async ({ open }) => {
    const page = await open({ path: '/settings/scoring', size: 'phone', dark: true });
    const passed = page.getByRole('region', { name: 'What passed between us' });
    await passed.getByText('Meeting · for each · at most 30 · half after 30 days').waitFor();
    await checkFolds(page, 'the scoring rules on a phone');
    await checkAccessible(page, 'the scoring rules on a phone');
    await passed.getByRole('button', { name: 'Met us', exact: true }).click();
    await page.getByLabel('Counts half after days').fill('none');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('From 1 to 3650').waitFor();
    await page.getByLabel('Counts half after days').fill('');
    await checkAccessible(page, 'a rule about interactions on a phone');
    await page.getByRole('button', { name: 'Save' }).click();
    await passed.getByText('Meeting · for each · at most 30', { exact: true }).waitFor();
  });

  journey('who may not change the rules only reads them', async ({ open, admin, server }) => {
    const reader = await joinAs({ server, admin }, 'Kiran Das', 'sales');
    const page = await open({ person: reader, path: '/settings/scoring' });
    await page.getByText('Was referred').waitFor();
    await page.getByText('Only an administrator can change this.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Add a rule' }).count(), 0);
    assert.equal(await page.getByRole('switch', { name: 'Was referred counts' }).isDisabled(), true);
    assert.equal(await page.getByLabel('Hot above').isDisabled(), true);
    const refused = await reader.api.send('POST', '/scoring_rules', { name: 'x', points: 5 });
    assert.equal(refused.status, 403);
  });
});
