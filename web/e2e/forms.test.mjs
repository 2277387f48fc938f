import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';

const published = (more = {}) => ({
  name: 'Ask for a demo',
  slug: `demo-${Math.random().toString(36).slice(2, 10)}`,
  status: 'published',
  questions: [
    { field: 'first_name', required: true },
    { field: 'email', required: true },
    { field: 'description' },
  ],
  consent_text: 'You may write to me.',
  ...more,
});

/** People take a moment to fill something in; faster than that are scripts. */
const fillIn = async (page, name, email) => {
  await page.getByLabel('First name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('You may write to me.').check();
  await new Promise((resolve) => setTimeout(resolve, 2_100));
};

journeys('Forms', (journey) => {
  journey('one is built, published, sent by a stranger, and makes a lead', async ({ open, admin }) => {
    const campaign = await admin.api.post('/campaigns', { name: 'Monsoon', utm_campaign: 'monsoon-26' });
    const { id } = await admin.api.post('/forms', {
      name: 'Ask for a demo',
      consent_text: 'You may write to me.',
    });
    const page = await open({ path: `/forms/${id}` });
    const preview = page.frameLocator('iframe[title="Preview"]');
    await preview.getByLabel('First name').waitFor();

    // A question is added, worded, and brought to the top with the keys; the preview follows.
    await page.getByRole('button', { name: 'Add question' }).click();
    await page.getByRole('menuitem', { name: 'Company', exact: true }).click();
    const label = page.getByRole('textbox', { name: 'Label' });
    await label.fill('Where do you work?');
    await preview.getByLabel('Where do you work?').waitFor();
    await label.press('Tab');
    for (let step = 0; step < 5; step += 1) {
      await page.getByRole('button', { name: 'Move Where do you work? up' }).press('Enter');
    }
    await page.getByRole('button', { name: 'Remove Phone' }).click();
    const fields = async () =>
      (await admin.api.get(`/forms/${id}`)).questions.map(({ field }) => field).join();
    await eventually(
      fields,
      (list) => list === 'company_name,first_name,last_name,email,description',
      'the questions are saved in their order',
    );
    await eventually(
      () => preview.locator('label').first().innerText(),
      (text) => text.startsWith('Where do you work?'),
      'the preview has their order',
    );

    await page.getByRole('button', { name: 'Publish' }).click();
    const link = page.getByRole('link', { name: /\/f\/ask-for-a-demo-/ });
    const address = new URL(await link.getAttribute('href'));

    const stranger = await open({
      person: null,
      path: `${address.pathname}?utm_source=news&utm_campaign=monsoon-26`,
    });
    await checkAccessible(stranger, 'The form');
    await stranger.getByLabel('Where do you work?').fill('Techverse');
    await fillIn(stranger, 'Zoë', 'zoe@techverse.example');
    await stranger.getByRole('button', { name: 'Send' }).click();
    await stranger.getByRole('heading', { name: 'Thank you' }).waitFor();
    assert.deepEqual(await stranger.context().cookies(), [], 'a stranger gets no cookie');

    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('tab', { name: /^Submissions/ }).click();
    await page.getByRole('link', { name: 'Zoë' }).click();
    await page.getByRole('heading', { name: 'Zoë' }).waitFor();
    const lead = await admin.api.find('leads', 'Zoë');
    assert.equal(lead.campaign_id, campaign.id);
    assert.deepEqual(
      [lead.source, lead.consent, lead.utm_source, lead.company_name],
      ['web_form', 'given', 'news', 'Techverse'],
    );
  });

  journey('sent twice it counts once, and a script gains nothing', async ({ open, admin, server }) => {
    const form = await admin.api.post('/forms', published({ name: 'Twice' }));
    const leads = async () => (await admin.api.get('/leads?last_name[empty]=true&limit=200')).data.length;
    const before = await leads();
    const page = await open({ person: null, path: `/f/${form.slug}` });
    await fillIn(page, 'Twice', 'twice@techverse.example');
    // Two presses before the first answer is there.
    await page.getByRole('button', { name: 'Send' }).dblclick();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    // Who comes back and sends it once more is known by the address.
    await page.goBack();
    await fillIn(page, 'Twice', 'twice@techverse.example');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    assert.equal((await leads()) - before, 1);

    const html = await (await fetch(`${server.url}/f/${form.slug}`)).text();
    const ticket = /name="_ticket" value="([^"]+)"/.exec(html)[1];
    const body = new URLSearchParams({
      first_name: 'Bot',
      email: 'bot@spam.example',
      _consent: 'yes',
      _ticket: ticket,
      homepage: 'https://spam.example',
    });
    const answer = await fetch(`${server.url}/f/${form.slug}`, { method: 'POST', body, redirect: 'manual' });
    assert.equal(answer.status, 303, 'a script is thanked');
    assert.equal((await leads()) - before, 1);
    const { data } = await admin.api.get(`/forms/figures?ids=${form.id}`);
    assert.equal(data[0].spam, 1);
  });

  journey(
    'another site shows it in a frame of its height, and only where it may',
    async ({ open, admin }) => {
      const site = createServer((_, answer) => {
        answer.setHeader('content-type', 'text/html');
        answer.end(`<!doctype html><title>Shop</title><h1>Shop</h1><script async src="${snippet}"></script>`);
      });
      await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
      const origin = `http://127.0.0.1:${site.address().port}`;
      let snippet = '';
      try {
        const form = await admin.api.post(
          '/forms',
          published({ name: 'Framed', allowed_origins: [origin], accent: '#0b7643' }),
        );
        const page = await open({ person: null });
        snippet = `${new URL(page.url()).origin}/f/${form.slug}/embed.js`;
        await page.goto(`${origin}/offer?utm_campaign=framed&x=1`);
        const frame = page.frameLocator('iframe');
        await frame.getByLabel('First name').waitFor();
        await eventually(
          () => page.locator('iframe').evaluate((element) => element.getBoundingClientRect().height),
          (height) => height > 0 && height !== 480,
          'the frame takes the height of the form',
        );
        await fillIn(frame, 'Framed', 'framed@techverse.example');
        await frame.getByRole('button', { name: 'Send' }).click();
        await frame.getByRole('heading', { name: 'Thank you' }).waitFor();
        const { data } = await admin.api.get(`/form_submissions?form_id=${form.id}`);
        assert.deepEqual([data[0].page, data[0].utm_campaign], [`${origin}/offer`, 'framed']);

        // A site that is not named gets an empty frame.
        await admin.api.patch(`/forms/${form.id}`, { allowed_origins: ['https://www.example.com'] });
        await page.goto(`${origin}/offer`);
        await page.locator('iframe').waitFor();
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        assert.equal(await frame.getByLabel('First name').count(), 0);
      } finally {
        site.close();
      }
    },
  );

  journey('what is hidden is set for every lead and shown to nobody', async ({ open, admin }) => {
    const form = await admin.api.post('/forms', published({ name: 'Hidden' }));
    const page = await open({ path: `/forms/${form.id}` });
    await page.getByRole('button', { name: 'Add question' }).click();
    await page.getByRole('menuitem', { name: 'Region' }).click();
    await page.getByRole('switch', { name: 'Do not ask, set a fixed value' }).click();
    await page.getByRole('textbox', { name: 'Fixed value' }).fill('West');
    await page.keyboard.press('Tab');
    const region = async () => (await admin.api.get(`/forms/${form.id}`)).questions.at(-1);
    await eventually(region, ({ hidden, value }) => hidden && value === 'West', 'the value is saved');
    await page.getByRole('button', { name: 'Remove First name' }).click();
    await page
      .getByRole('button', { name: 'Remove E-mail' })
      .or(page.getByRole('button', { name: 'Remove Email' }))
      .click();
    await page.getByText('A published form asks for a name or an e-mail address.').waitFor();
    const stranger = await open({ person: null, path: `/f/${form.slug}` });
    assert.ok(!(await stranger.content()).includes('West'));
  });

  journey('the builder works on a phone, in the dark', async ({ open, admin }) => {
    const form = await admin.api.post('/forms', published({ name: 'Small' }));
    const page = await open({ path: `/forms/${form.id}`, size: 'phone', dark: true });
    await page.getByRole('button', { name: 'Add question' }).waitFor();
    await checkFolds(page, 'The builder');
    await checkAccessible(page, 'The builder');
    await page.getByRole('radio', { name: 'Preview' }).click();
    await page.frameLocator('iframe[title="Preview"]').getByLabel('First name').waitFor();
    await checkFolds(page, 'The preview');
    const stranger = await open({ person: null, path: `/f/${form.slug}`, size: 'phone', dark: true });
    await checkFolds(stranger, 'The form');
    await checkAccessible(stranger, 'The form');
  });
});
