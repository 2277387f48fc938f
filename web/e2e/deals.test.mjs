import assert from 'node:assert/strict';
import { eventually, journeys } from './harness/journeys.mjs';
import { checkAccessible, checkFolds } from './harness/axe.mjs';

const rupees = (amount) => ({ amount, currency: 'INR' });
const primary = (people) => people.filter((one) => one.is_primary).map((one) => one.contact.title);

journeys('Deals', (journey) => {
  journey('lines make up the amount, with the keys alone', async ({ open, admin }) => {
    const product = await admin.api.post('/products', {
      name: 'Shelf sensor',
      price: rupees(250_000),
      tax_percent: 18,
    });
    const { id } = await admin.api.post('/deals', { name: 'Sensors for Pune', amount: rupees(100) });
    const amount = async () => (await admin.api.get(`/deals/${id}`)).amount.amount;
    const page = await open({ path: `/deals/${id}?tab=lines` });
    await page.getByRole('button', { name: 'Add a line' }).press('Enter');
    await page.getByPlaceholder('Search products, or type what it is').fill('sensor');
    await page.getByRole('option', { name: /Shelf sensor/ }).waitFor();
    await page.keyboard.press('Enter');
    const quantity = page.getByRole('textbox', { name: 'Quantity of Shelf sensor' });
    await eventually(
      () => quantity.evaluate((box) => box === document.activeElement),
      Boolean,
      'how many comes next',
    );
    await page.keyboard.type('2.5');
    await page.keyboard.press('Enter');
    await eventually(amount, (now) => now === 625_000, 'the deal costs what the line does');
    await page.getByRole('textbox', { name: 'Discount % of Shelf sensor' }).fill('10');
    await page.keyboard.press('Tab');
    await eventually(amount, (now) => now === 562_500, 'less the discount');
    await page.getByText('₹6,637.50').waitFor();

    // What cannot be read is said, and nothing is sent.
    await quantity.fill('a few');
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .getByText(/A number up to/)
      .waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await quantity.inputValue(), '2.5');

    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.getByPlaceholder('Search products, or type what it is').fill('Travel');
    await page.getByRole('option', { name: /Travel/ }).click();
    await page.getByRole('textbox', { name: 'Price of Travel' }).fill('1,500');
    await page.keyboard.press('Enter');
    await eventually(amount, (now) => now === 712_500, 'a line in words counts, too');
    await checkAccessible(page, 'the lines of a deal');
    await page.getByRole('button', { name: 'Remove Travel' }).click();
    await eventually(amount, (now) => now === 562_500, 'a removed line does not');
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(amount, (now) => now === 712_500, 'until it is back');
    assert.equal((await admin.api.get(`/products/${product.id}`)).title, 'Shelf sensor');
  });

  journey('a phone shows every line as a block', async ({ open, admin }) => {
    const deal = await admin.api.find('deals', 'POS rollout, 24 stores');
    for (const tab of ['lines', 'people', 'stages']) {
      const page = await open({ path: `/deals/${deal.id}?tab=${tab}`, size: 'phone', dark: true });
      await page.getByRole('tabpanel').getByRole('listitem').first().waitFor();
      await checkFolds(page, `the tab of ${tab}`);
      await checkAccessible(page, `the tab of ${tab} on a phone`);
    }
  });

  journey('people have roles, and one is the primary', async ({ open, admin }) => {
    const anita = await admin.api.post('/contacts', { first_name: 'Anita', last_name: 'Desai' });
    const { id } = await admin.api.post('/deals', { name: 'Fleet lease', contact_id: anita.id });
    await admin.api.post('/contacts', { first_name: 'Bhaskar', last_name: 'Rane' });
    const people = async () => (await admin.api.get(`/deal_contacts?deal_id=${id}&include=contact`)).data;
    const page = await open({ path: `/deals/${id}?tab=people` });
    await page.getByRole('combobox', { name: 'Role of Anita Desai' }).click();
    await page.getByRole('option', { name: 'Decision maker' }).click();
    await eventually(people, ([one]) => one?.role === 'decision_maker' && one.is_primary, 'she decides');
    await page.getByRole('button', { name: 'Add a contact' }).click();
    await page.getByPlaceholder('Search').fill('Bhaskar');
    await page.getByRole('option', { name: 'Bhaskar Rane' }).click();
    await page.getByRole('button', { name: 'Make Bhaskar Rane the primary contact' }).click();
    await eventually(people, (list) => primary(list).join() === 'Bhaskar Rane', 'he is whom one talks to');
    await checkAccessible(page, 'its people');
    await page.getByRole('link', { name: 'Bhaskar Rane' }).first().click();
    await page.getByRole('tab', { name: /Roles in deals/ }).click();
    await page.getByRole('link', { name: 'Fleet lease' }).last().waitFor();
  });

  journey('the way it took is told', async ({ open, admin }) => {
    const { id, pipeline_id } = await admin.api.post('/deals', { name: 'Cold store' });
    const { data: stages } = await admin.api.get(`/stages?pipeline_id=${pipeline_id}&sort=position`);
    const page = await open({ path: `/deals/${id}?tab=stages` });
    await page.getByRole('button', { name: `Move to ${stages[1].title}` }).click();
    const history = page.getByRole('region', { name: 'History' }).getByRole('listitem');
    await eventually(
      () => history.allInnerTexts(),
      (rows) => rows.length === 2 && rows[0].includes(stages[1].title),
      'the newest first',
    );
    await checkAccessible(page, 'its stages');
  });

  journey('a stage goes once its deals are elsewhere', async ({ open, admin }) => {
    const pipeline = await admin.api.post('/pipelines', { name: 'Partners' });
    const stage = (name, kind, position) =>
      admin.api.post('/stages', { name, kind, position, pipeline_id: pipeline.id });
    const first = await stage('Courting', 'open', 1);
    const second = await stage('Terms', 'open', 2);
    await stage('Signed', 'won', 3);
    const deal = await admin.api.post('/deals', { name: 'Reseller in Nagpur', stage_id: first.id });
    const page = await open({ path: '/settings/pipelines' });
    await page.getByRole('button', { name: 'Delete Courting' }).click();
    const dialog = page.getByRole('dialog', { name: 'Deals are in Courting' });
    await dialog.getByRole('button', { name: 'Move and delete' }).click();
    await dialog.getByText('Needed').waitFor();
    await checkAccessible(page, 'the question');
    await dialog.getByRole('combobox').click();
    await page.getByRole('option', { name: 'Partners · Terms' }).click();
    await dialog.getByRole('button', { name: 'Move and delete' }).click();
    await eventually(
      async () => (await admin.api.get(`/deals/${deal.id}`)).stage_id,
      (now) => now === second.id,
      'the deal has gone',
    );
    await page.getByRole('button', { name: 'Courting', exact: true }).waitFor({ state: 'detached' });

    // By its handle to the end of the list.
    const order = async () =>
      (await admin.api.get(`/stages?pipeline_id=${pipeline.id}&sort=position`)).data.map(
        ({ title }) => title,
      );
    const rows = page.getByRole('list', { name: 'Stages of Partners' }).getByRole('listitem');
    const handle = rows.filter({ hasText: 'Terms' }).locator('.cursor-grab');
    const last = await rows.filter({ hasText: 'Signed' }).boundingBox();
    await handle.hover();
    await page.mouse.down();
    await page.mouse.move(last.x + 40, last.y + last.height - 12, { steps: 8 });
    await page.mouse.move(last.x + 40, last.y + last.height - 4, { steps: 2 });
    await page.mouse.up();
    await eventually(order, (titles) => titles.join() === 'Signed,Terms', 'it lies where it was dropped');
    await page.getByRole('button', { name: 'Terms', exact: true }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await eventually(order, (titles) => titles.join() === 'Terms,Signed', 'and the keys bring it back');
  });

  journey('leads have the stages that the workspace gives them', async ({ open, admin }) => {
    const page = await open({ path: '/settings/pipelines' });
    const stages = page.getByRole('list', { name: 'Stages of leads' });
    const kept = async () => (await admin.api.get('/workspace')).lead_stages ?? [];
    const section = page.getByRole('region', { name: 'Stages of leads' });
    await section.getByRole('button', { name: 'New stage' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Visit planned');
    await page.keyboard.press('Enter');
    await eventually(kept, (list) => list[3]?.value === 'visit_planned', 'it stands before the end');
    await stages.getByRole('button', { name: 'Move Visit planned up' }).click();
    await eventually(kept, (list) => list[2]?.value === 'visit_planned', 'and goes up');
    await stages.getByRole('textbox', { name: 'Name of New' }).fill('Fresh');
    await page.keyboard.press('Enter');
    await eventually(kept, (list) => list[0]?.label === 'Fresh', 'the first has another name');
    await checkAccessible(page, 'the stages of leads');
    assert.equal(await stages.getByRole('button', { name: /^Delete (Fresh|Won|Lost)$/ }).count(), 0);

    const lead = await admin.api.post('/leads', { last_name: 'Kapoor', stage: 'visit_planned' });
    await stages.getByRole('button', { name: 'Delete Visit planned' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leads are in Visit planned' });
    await dialog.getByRole('combobox').click();
    await page.getByRole('option', { name: 'Fresh' }).click();
    await dialog.getByRole('button', { name: 'Move and delete' }).click();
    await eventually(
      async () => (await admin.api.get(`/leads/${lead.id}`)).stage,
      (stage) => stage === 'new',
      'the lead has gone',
    );
    await eventually(kept, (list) => list.length === 5, 'and the stage, too');
    await page.goto(`/leads/${lead.id}`);
    await page.getByText('Fresh', { exact: true }).first().waitFor();
  });
});
