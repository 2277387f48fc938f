import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

journeys(
  'Learnt probability',
  (journey) => {
    journey('is refused while there is too little, then learnt, shown and switched off', async (world) => {
      const { open, admin } = world;
      const page = await open({ path: '/settings/scoring?tab=learnt' });
      await page.getByRole('heading', { name: 'There is too little to learn from yet' }).waitFor();
      assert.equal(await page.getByText('0 of 50').count(), 2);
      assert.equal(await page.getByRole('button', { name: 'Learn now' }).count(), 0);
      await checkAccessible(page, 'too little to learn from');

      const make = (index) =>
        admin.api.post('/leads', {
          last_name: `Decided ${index}`,
          source: index % 2 === 0 ? 'referral' : 'email',
          // One in ten goes against its source, so that nothing is certain.
          stage: (index % 2 === 0) === index % 20 < 18 ? 'won' : 'lost',
        });
      for (let from = 0; from < 200; from += 20) {
        await Promise.all(Array.from({ length: 20 }, (_, index) => make(from + index)));
      }
      const lead = await admin.api.post('/leads', { last_name: 'Sen', source: 'referral' });
      await page.reload();
      await page.getByRole('button', { name: 'Learn now' }).click();
      await page.getByRole('heading', { name: 'It foretells well' }).waitFor({ timeout: 60_000 });
      await page.getByText('Tells won from lost (AUC)').waitFor();
      await checkAccessible(page, 'what was learnt');
      await page.getByRole('button', { name: 'View as table' }).click();
      const table = page.getByRole('table', { name: 'What was foretold and what came true' });
      await table.getByRole('columnheader', { name: 'Foretold' }).waitFor();
      await checkAccessible(page, 'the calibration as a table');
      await page.getByRole('list', { name: 'What matters most' }).getByText('Referral').waitFor();
      const chance = async () => (await admin.api.get(`/leads/${lead.id}`)).win_probability;
      await eventually(chance, (percent) => percent > 70, 'the open lead is told');

      const record = await open({ path: `/leads/${lead.id}` });
      await record.getByRole('heading', { name: 'Learnt probability' }).waitFor();
      await record.getByRole('list', { name: 'Why this probability' }).getByText('Referral').waitFor();
      await checkAccessible(record, 'a lead with its learnt probability');

      await page.getByRole('switch', { name: 'Learn how likely leads are won' }).click();
      await page.getByText('It is off. Leads have no learnt probability.').waitFor();
      await eventually(chance, (percent) => percent === null, 'no lead has a probability');
      await page.getByRole('switch', { name: 'Learn how likely leads are won' }).click();
      await page.getByRole('heading', { name: 'It foretells well' }).waitFor({ timeout: 60_000 });
      await eventually(chance, (percent) => percent > 70, 'the probability is back');
    });

    journey('folds on a phone, and who may not change it only reads', async ({ open, admin, server }) => {
      const reader = await joinAs({ server, admin }, 'Kiran Das', 'sales');
      const page = await open({
        person: reader,
        path: '/settings/scoring?tab=learnt',
        size: 'phone',
        dark: true,
      });
      await page.getByRole('heading', { name: 'What matters most' }).waitFor();
      assert.equal(await page.getByRole('button', { name: 'Learn again' }).count(), 0);
      assert.equal(
        await page.getByRole('switch', { name: 'Learn how likely leads are won' }).isDisabled(),
        true,
      );
      await checkFolds(page, 'what was learnt on a phone');
      await checkAccessible(page, 'what was learnt on a phone');
      const finance = await joinAs({ server, admin }, 'Vera Blum', 'finance');
      const refused = await open({ person: finance, path: '/settings/scoring?tab=learnt' });
      await refused.getByRole('button', { name: 'Try again' }).waitFor();
      await checkAccessible(refused, 'no right to what was learnt');
    });
  },
  { sampleData: false },
);
