import assert from 'node:assert/strict';
import { journeys } from './harness/journeys.mjs';

journeys('Finding', (journey) => {
  journey('the palette forgives a typo', async ({ open }) => {
    const page = await open();
    await page.getByRole('heading', { name: 'Deals per stage' }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog');
    await palette.getByRole('combobox').fill('Shrama');
    await palette
      .getByRole('option', { name: /Sharma/ })
      .first()
      .click();
    await page.waitForURL(/\/leads\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { name: 'Aarav Sharma' }).waitFor();
  });

  journey('the palette runs commands', async ({ open }) => {
    const page = await open();
    await page.getByRole('heading', { name: 'Deals per stage' }).waitFor();
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog');
    await palette.getByRole('combobox').fill('>deals');
    await palette.getByRole('option', { name: /Deals/ }).first().click();
    await page.waitForURL(/\/deals/);
  });

  journey('a number on the dashboard opens the list behind it', async ({ open, admin }) => {
    const page = await open();
    const stage = page.getByRole('region', { name: 'Leads per stage' });
    await stage.getByRole('link', { name: /Contacted/ }).click();
    await page.waitForURL(/\/leads\?.*contacted/);
    await page.getByRole('link', { name: 'Aarav Sharma' }).waitFor();
    const { data } = await admin.api.get('/leads?stage=contacted');
    assert.equal(await page.getByRole('rowheader').count(), data.length);
  });
});

journeys('By keyboard alone', (journey) => {
  journey('from home to a changed lead and back', async ({ open, admin }) => {
    const page = await open();
    await page.getByRole('heading', { name: 'Deals per stage' }).waitFor();
    const press = (key) => page.keyboard.press(key);
    await press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');

    await press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    await page.keyboard.type('Mohan Rao');
    await page
      .getByRole('option', { name: /Mohan Rao/ })
      .first()
      .waitFor();
    await press('Enter');
    await page.getByRole('heading', { name: 'Mohan Rao' }).waitFor();

    const field = page.getByRole('button', { name: 'Change Region' });
    await field.focus();
    await press('Enter');
    await page.getByRole('textbox', { name: 'Region' }).waitFor();
    await page.keyboard.type('South');
    await press('Enter');
    await field.waitFor();
    const { id } = await admin.api.find('leads', 'Mohan Rao');
    assert.equal((await admin.api.get(`/leads/${id}`)).region, 'South');
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'Change Region',
    );
  });

  journey('through the grid with the arrows', async ({ open }) => {
    const page = await open({ path: '/leads' });
    const grid = page.getByRole('grid');
    await page.getByRole('link', { name: 'Rahul Goyal' }).waitFor();
    await grid.getByRole('rowheader').first().focus();
    const at = () =>
      page.evaluate(() => [document.activeElement?.dataset['row'], document.activeElement?.dataset['col']]);
    const [row, col] = await at();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await at(), [String(Number(row) + 1), String(Number(col) + 1)]);
    await page.keyboard.press('x');
    await page.getByRole('toolbar', { name: /1/ }).waitFor();
  });
});
