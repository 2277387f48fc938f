import assert from 'node:assert/strict';
import { eventually, journeys } from './harness/journeys.mjs';

const board = '/deals?layout=board';
const card = (page, title) => page.locator('[data-card]').filter({ hasText: title });
const column = (page, stage) => page.getByRole('region', { name: new RegExp(`^${stage}`) });

/** The titles of a column from top to bottom. */
const titlesIn = (page, stage) => column(page, stage).getByRole('heading', { level: 3 }).allInnerTexts();

/** Stages by their titles, and deals of a journey's own on top of one of them, the first on top. */
async function prepare({ api }, prefix, stage, count) {
  const { pipelines } = await api.get('/bootstrap');
  const stages = new Map(pipelines[0].stages.map(({ id, title }) => [title, id]));
  const deals = [];
  for (let number = count; number > 0; number -= 1) {
    const body = {
      name: `${prefix} ${number}`,
      stage_id: stages.get(stage),
      amount: { amount: 100_000 * number, currency: 'INR' },
    };
    deals.unshift(await api.post('/deals', body));
  }
  const stageOf = async (index) => {
    const { stage_id: id } = await api.get(`/deals/${deals[index].id}`);
    return [...stages].find(([, known]) => known === id)[0];
  };
  return { deals, stages, stageOf };
}

/** Drags as a hand does: the browser begins after a few steps and has to be told of each place on the way. */
async function drag(page, from, to) {
  await from.hover();
  await page.mouse.down();
  const { x, y } = await from.boundingBox();
  await page.mouse.move(x + 40, y + 40, { steps: 4 });
  const target = typeof to === 'function' ? await to() : to;
  const box = await target.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height / 2, 40), { steps: 8 });
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height / 2, 40) + 2);
  await page.mouse.up();
}

journeys('Board', (journey) => {
  journey('a card is moved with the keys, and the move taken back', async ({ open, admin }) => {
    const { deals, stageOf } = await prepare(admin, 'Keys', 'New', 3);
    const page = await open({ path: board });
    await card(page, 'Keys 1').waitFor();
    assert.deepEqual((await titlesIn(page, 'New')).slice(0, 3), ['Keys 1', 'Keys 2', 'Keys 3']);

    await card(page, 'Keys 1').focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await card(page, 'Keys 2').evaluate((node) => node === document.activeElement), true);
    await page.keyboard.press('Space');
    await page.getByText(/^Lifted\. Keys 2, New, 2 of/).waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^Keys 2, Qualified, 2 of/).waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await eventually(
      () => stageOf(1),
      (stage) => stage === 'Qualified',
      'the server has moved it',
    );
    assert.equal((await titlesIn(page, 'Qualified'))[0], 'Keys 2');
    assert.equal(
      await card(page, 'Keys 2').evaluate((node) => node === document.activeElement),
      true,
      'the focus follows the card',
    );
    await page.getByText('Keys 2 moved to Qualified').first().waitFor();

    await page.keyboard.press('Control+z');
    await eventually(
      () => stageOf(1),
      (stage) => stage === 'New',
      'the move is taken back',
    );
    await eventually(
      () => titlesIn(page, 'New'),
      (titles) => titles.slice(0, 3).join() === 'Keys 1,Keys 2,Keys 3',
      'it stands where it was',
    );
    const places = await Promise.all(deals.map(({ id }) => admin.api.get(`/deals/${id}`)));
    const positions = places.map(({ position }) => position);
    assert.deepEqual(positions, positions.toSorted());
  });

  journey('a card that was lifted goes back with Escape', async ({ open, admin }) => {
    const { stageOf } = await prepare(admin, 'Escape', 'New', 1);
    const page = await open({ path: board });
    await card(page, 'Escape 1').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await eventually(
      () => titlesIn(page, 'Qualified'),
      (titles) => titles.includes('Escape 1'),
      'it is carried',
    );
    await page.keyboard.press('Escape');
    await eventually(
      () => titlesIn(page, 'New'),
      (titles) => titles[0] === 'Escape 1',
      'it is back',
    );
    assert.equal(await stageOf(0), 'New');
  });

  journey('a card is dragged between two others of another stage', async ({ open, admin }) => {
    await prepare(admin, 'Below', 'Proposal', 2);
    const { stageOf } = await prepare(admin, 'Dragged', 'New', 1);
    const page = await open({ path: board });
    await card(page, 'Dragged 1').waitFor();
    await drag(page, card(page, 'Dragged 1'), card(page, 'Below 2'));
    await eventually(
      () => titlesIn(page, 'Proposal'),
      (titles) => titles.slice(0, 3).join() === 'Below 1,Dragged 1,Below 2',
      'it stands between them',
    );
    await eventually(
      () => stageOf(0),
      (stage) => stage === 'Proposal',
      'the server has moved it',
    );
    await page.reload();
    await card(page, 'Dragged 1').waitFor();
    assert.deepEqual((await titlesIn(page, 'Proposal')).slice(0, 3), ['Below 1', 'Dragged 1', 'Below 2']);
  });

  journey('a deal dropped on Lost is asked for its reason', async ({ open, admin }) => {
    const { deals, stageOf } = await prepare(admin, 'Losing', 'New', 1);
    const page = await open({ path: board });
    await card(page, 'Losing 1').waitFor();
    await drag(page, card(page, 'Losing 1'), () => page.locator('[data-outcome="lost"]'));
    const dialog = page.getByRole('dialog', { name: 'Why was it lost?' });
    await dialog.getByLabel('Reason').fill('Too expensive');
    assert.equal(await stageOf(0), 'New', 'nothing is moved before the answer');
    await dialog.getByRole('button', { name: 'Mark as lost' }).click();
    await card(page, 'Losing 1').waitFor({ state: 'detached' });
    await eventually(
      () => admin.api.get(`/deals/${deals[0].id}`),
      (deal) => deal.status === 'lost' && deal.lost_reason === 'Too expensive',
      'it is lost, and why',
    );
  });

  journey(
    'several ticked cards are moved by the menu, and what they are worth with them',
    async ({ open, admin }) => {
      const { stageOf } = await prepare(admin, 'Several', 'New', 3);
      const page = await open({ path: `${board}&q=Several` });
      await card(page, 'Several 1').focus();
      await page.keyboard.press('x');
      await page.getByRole('toolbar', { name: '1 selected' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await eventually(
        () => card(page, 'Several 2').evaluate((element) => element.contains(document.activeElement)),
        Boolean,
        'the next card has the focus',
      );
      await page.keyboard.press('x');
      await page.getByRole('toolbar', { name: '2 selected' }).waitFor();
      await page.keyboard.press('m');
      const dialog = page.getByRole('dialog', { name: 'Move 2 deals to' });
      await dialog.getByRole('button', { name: /^Negotiation/ }).click();
      await eventually(
        () => titlesIn(page, 'Negotiation'),
        (titles) => titles.join() === 'Several 1,Several 2',
        'both stand in the stage, in their order',
      );
      await eventually(
        async () => [await stageOf(0), await stageOf(1), await stageOf(2)].join(),
        (stages) => stages === 'Negotiation,Negotiation,New',
        'the server has moved both',
      );
      await column(page, 'Negotiation').getByText('₹3,000', { exact: true }).waitFor();
    },
  );

  journey('on a phone a stage at a time, and the menu moves', async ({ open, admin }) => {
    const { stageOf } = await prepare(admin, 'Pocket', 'New', 1);
    const page = await open({ path: board, size: 'phone' });
    await page.getByRole('button', { name: 'Actions for Pocket 1' }).click();
    await page.getByRole('menuitem', { name: 'Move to…' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Qualified/ })
      .click();
    await card(page, 'Pocket 1').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Next stage' }).click();
    await card(page, 'Pocket 1').waitFor();
    await eventually(
      () => stageOf(0),
      (stage) => stage === 'Qualified',
      'the server has moved it',
    );
  });

  journey('the next step is planned and ticked off on the card', async ({ open, admin }) => {
    const { deals } = await prepare(admin, 'Planned', 'New', 1);
    const page = await open({ path: board });
    await card(page, 'Planned 1')
      .getByRole('button', { name: /^Next activity: Nothing planned/ })
      .click();
    const popover = page.getByRole('dialog', { name: 'Next for Planned 1' });
    await popover.getByLabel('What happens next?').fill('Send the offer');
    await popover.getByRole('textbox', { name: 'Due', exact: true }).fill('2031-05-02');
    await popover.getByRole('button', { name: 'Plan it' }).click();
    await popover.getByText('Send the offer').waitFor();
    await card(page, 'Planned 1').getByText('2 May 2031').waitFor();
    await popover.getByRole('checkbox', { name: 'Done: Send the offer' }).click();
    await card(page, 'Planned 1').getByText('Nothing planned').waitFor();
    assert.equal((await admin.api.get(`/deals/${deals[0].id}`)).next_action_at, null);
  });
});
