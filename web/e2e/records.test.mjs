import assert from 'node:assert/strict';
import { eventually, journeys } from './harness/journeys.mjs';

const titles = (page) => page.getByRole('rowheader').getByRole('link').allInnerTexts();

journeys('Lists', (journey) => {
  journey('a contact is added, edited in its cell and the edit taken back', async ({ open, admin }) => {
    const page = await open({ path: '/contacts' });
    await page.getByRole('button', { name: 'New contact' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('First name').fill('Asha');
    await dialog.getByLabel('Last name').fill('Verma');
    await dialog.getByLabel('Email').fill('asha@weave.example');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('link', { name: 'Asha Verma' }).first().waitFor();

    const row = page.getByRole('row').filter({ hasText: 'Asha Verma' });
    // Beside the address: the address itself is a link that writes a mail.
    const cell = row.getByRole('gridcell').filter({ hasText: 'asha@weave.example' });
    const { width, height } = await cell.boundingBox();
    await cell.click({ position: { x: width - 6, y: height / 2 } });
    await page.keyboard.press('F2');
    const editor = page.getByRole('grid').getByRole('textbox');
    await editor.fill('asha.verma@weave.example');
    await editor.press('Enter');
    await row.getByText('asha.verma@weave.example').waitFor();
    const { id } = await admin.api.find('contacts', 'Asha Verma');
    const email = async () => (await admin.api.get(`/contacts/${id}`)).email;
    await eventually(email, (value) => value === 'asha.verma@weave.example', 'the edit is saved');

    await page.keyboard.press('Control+z');
    await row.getByText('asha@weave.example', { exact: true }).waitFor();
    await eventually(email, (value) => value === 'asha@weave.example', 'the edit is taken back');
  });

  journey('leads are sorted and filtered, and the address carries both', async ({ open }) => {
    const page = await open({ path: '/leads' });
    await page.getByRole('link', { name: 'Rahul Goyal' }).waitFor();
    const before = await titles(page);
    await page.getByRole('columnheader', { name: /Score/ }).getByRole('button').first().click();
    await page.waitForURL(/sort=/);
    const ascending = await eventually(
      () => titles(page),
      (now) => now.length === before.length && now[0] !== before[0],
      'the list is in another order',
    );
    await page.getByRole('columnheader', { name: /Score/ }).getByRole('button').first().click();
    await eventually(
      () => titles(page),
      (now) => now[0] !== ascending[0],
      'the other end of the list is on top',
    );

    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('option', { name: 'Stage', exact: true }).click();
    const popover = page.getByRole('dialog');
    await popover.getByRole('checkbox', { name: 'Contacted' }).click();
    await popover.getByRole('button', { name: 'Done' }).click();
    await eventually(
      async () => (await titles(page)).toSorted(),
      (now) => now.join() === 'Aarav Sharma,Mohan Rao',
      'only contacted leads are left',
    );
    const again = await open({ path: new URL(page.url()).pathname + new URL(page.url()).search });
    await again.getByRole('link', { name: 'Mohan Rao' }).waitFor();
    assert.equal((await titles(again)).length, 2);
  });

  journey('a view is saved with its filter and its columns', async ({ open }) => {
    const filter = encodeURIComponent(JSON.stringify({ and: [{ field: 'score', op: 'gte', value: 50 }] }));
    const page = await open({ path: `/leads?filter=${filter}` });
    await page.getByRole('link', { name: 'Rahul Goyal' }).waitFor();
    await page.getByRole('button', { name: /^Columns/ }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Industry' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('columnheader', { name: /Industry/ }).waitFor();
    await page.getByRole('button', { name: 'Save as' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Promising');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('tab', { name: /Promising/ }).waitFor();
    await page.goto('/leads');
    await page.getByRole('tab', { name: /Promising/ }).click();
    await page.getByRole('columnheader', { name: /Industry/ }).waitFor();
    assert.deepEqual((await titles(page)).toSorted(), ['Mohan Rao', 'Rahul Goyal']);
  });

  journey('several are changed at once, deleted at once and brought back', async ({ open, admin }) => {
    const ids = [];
    for (const name of ['One', 'Two', 'Three']) {
      ids.push((await admin.api.post('/companies', { name: `Bulk ${name}` })).id);
    }
    const page = await open({ path: '/companies?q=Bulk' });
    for (const name of ['One', 'Two', 'Three']) {
      await page
        .getByRole('row')
        .filter({ hasText: `Bulk ${name}` })
        .getByRole('checkbox')
        .click();
    }
    const bar = page.getByRole('toolbar', { name: /3/ });
    await bar.getByRole('button', { name: /Edit/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Field').click();
    await page.getByRole('option', { name: 'Industry' }).click();
    await dialog.getByLabel('Industry').click();
    await page.getByRole('option', { name: 'Textiles' }).click();
    await dialog.getByRole('button', { name: /3/ }).click();
    await eventually(
      async () =>
        (await Promise.all(ids.map((id) => admin.api.get(`/companies/${id}`)))).map((c) => c.industry),
      (values) => values.every((value) => value === 'textiles'),
      'all three have the value',
    );

    await page.keyboard.press('Escape');
    if ((await bar.count()) === 0) {
      for (const name of ['One', 'Two', 'Three']) {
        await page
          .getByRole('row')
          .filter({ hasText: `Bulk ${name}` })
          .getByRole('checkbox')
          .click();
      }
    }
    const remove = bar.getByRole('button', { name: 'Delete' });
    if ((await remove.count()) > 0) await remove.click();
    else {
      await bar.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
    }
    await page.getByRole('link', { name: 'Bulk One' }).waitFor({ state: 'detached' });

    await page.goto('/companies/trash');
    await page.getByRole('button', { name: 'Restore Bulk Two' }).click();
    await eventually(
      async () => (await admin.api.get(`/companies/${ids[1]}`)).deleted_at ?? null,
      (value) => value === null,
      'it is back',
    );
  });
});
