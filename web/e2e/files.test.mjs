import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const text = {
  name: 'brief.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('What they want: नमस्ते\n'.repeat(50)),
};
const image = { name: 'shop front.png', mimeType: 'image/png', buffer: picture };
const odd = {
  name: 'price list.png',
  mimeType: 'image/png',
  buffer: Buffer.from('<html><script>1</script>'),
};

const company = async ({ api }) => (await api.post('/companies', { name: 'Nandi Textiles' })).id;
const filesOf = async ({ api }, id) => (await api.get(`/files?record=company:${id}&sort=name`)).data;

/** Drops files onto the page as a person does from a folder. */
async function drop(page, files) {
  const transfer = await page.evaluateHandle(
    (list) => {
      const carried = new DataTransfer();
      for (const { name, type, data } of list) {
        carried.items.add(new File([Uint8Array.from(data)], name, { type }));
      }
      return carried;
    },
    files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, data: [...buffer] })),
  );
  // What catches them loads behind the page.
  await eventually(
    async () => {
      await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
      return page.getByText(/^Drop to add to/).isVisible();
    },
    (shown) => shown,
    'the page says where they go',
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

journeys('Files', (journey) => {
  journey('are chosen, looked at with the keys, renamed and deleted', async ({ open, admin }) => {
    const id = await company(admin);
    const page = await open({ path: `/companies/${id}?tab=files` });
    await page.getByText('No files yet').waitFor();
    await page.getByLabel('Add files', { exact: true }).first().setInputFiles([text, image, odd]);
    const list = page.getByRole('list', { name: 'Files', exact: true });
    for (const { name } of [text, image, odd])
      await list.getByRole('button', { name, exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Files 3' }).waitFor();
    await checkAccessible(page, 'The tab of files');

    await list.getByRole('button', { name: image.name, exact: true }).click();
    const shown = page.getByRole('dialog');
    await shown.waitFor();
    await checkAccessible(page, 'A file that is shown');
    assert.equal((await filesOf(admin, id)).length, 3);
    // Whichever is shown first, the keys go through all of them.
    await eventually(
      async () => {
        await page.keyboard.press('ArrowLeft');
        return shown.getByText('1 of 3').isVisible();
      },
      (first) => first,
      'the first is shown',
    );
    const seen = new Set();
    for (let step = 1; step <= 3; step += 1) {
      await shown.getByText(`${step} of 3`).waitFor();
      const name = await shown.getByRole('heading', { level: 2 }).first().innerText();
      seen.add(name);
      if (name === text.name) await shown.getByText('What they want: नमस्ते').waitFor();
      if (name === image.name) {
        const drawn = shown.getByRole('img', { name: image.name });
        await drawn.waitFor();
        await eventually(
          () => drawn.evaluate((img) => img.naturalWidth),
          (width) => width > 0,
          'it is drawn',
        );
      }
      if (name === odd.name) await shown.getByText('This kind of file cannot be shown here.').waitFor();
      await page.keyboard.press('ArrowRight');
    }
    assert.equal(seen.size, 3);
    await page.keyboard.press('Escape');
    await shown.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: `Actions for ${text.name}` }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByLabel('Name', { exact: true }).fill('brief, signed.txt');
    await page.getByRole('button', { name: 'Save' }).click();
    await list.getByRole('button', { name: 'brief, signed.txt', exact: true }).waitFor();
    await page.getByRole('button', { name: `Actions for ${odd.name}` }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await list.getByRole('button', { name: odd.name, exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Files 2' }).waitFor();

    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByText(/added shop front\.png/).waitFor();
    await page.getByRole('link', { name: image.name }).click();
    await page.getByRole('dialog').getByRole('img', { name: image.name }).waitFor();
  });

  journey('are dropped anywhere on the page of a record', async ({ open, admin }) => {
    const id = await company(admin);
    const page = await open({ path: `/companies/${id}` });
    await page.getByRole('tab', { name: 'Timeline' }).waitFor();
    await drop(page, [text, image]);
    await eventually(
      async () => (await filesOf(admin, id)).length,
      (count) => count === 2,
      'both are there',
    );
    await page.getByRole('list', { name: 'Files', exact: true }).getByText('brief.txt').first().waitFor();
  });

  journey('fold on a phone, in the dark', async ({ open, admin }) => {
    const id = await company(admin);
    const page = await open({ path: `/companies/${id}?tab=files`, size: 'phone', dark: true });
    await page.getByText('No files yet').waitFor();
    await page.getByLabel('Add files', { exact: true }).first().setInputFiles([text, image]);
    await page.getByRole('button', { name: text.name, exact: true }).waitFor();
    await page.getByRole('button', { name: image.name, exact: true }).waitFor();
    await checkFolds(page, 'The tab of files');
    await checkAccessible(page, 'The tab of files, dark');
    await page.getByRole('button', { name: text.name, exact: true }).click();
    await page.getByText('What they want: नमस्ते').waitFor();
    await checkFolds(page, 'A file that is shown');
  });

  journey('go on after a broken connection', async ({ open, admin }) => {
    const id = await company(admin);
    const page = await open({ path: `/companies/${id}?tab=files` });
    const large = {
      name: 'large.bin',
      mimeType: 'application/octet-stream',
      buffer: Buffer.alloc(3_000_000, 7),
    };
    let pieces = 0;
    await page.route('**/files/uploads/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      pieces += 1;
      // The second piece meets a dead line.
      return pieces === 2 ? route.abort('connectionreset') : route.continue();
    });
    await page.getByLabel('Add files', { exact: true }).first().setInputFiles([large]);
    await page.getByText('No connection. It goes on by itself.').waitFor();
    await page.getByRole('button', { name: 'large.bin', exact: true }).waitFor();
    const [file] = await filesOf(admin, id);
    assert.equal(file.size, 3_000_000);
    assert.ok(pieces > 2);
  });

  journey('that are too large say so, and can be taken off the list', async ({ open, admin }) => {
    const id = await company(admin);
    const page = await open({ path: `/companies/${id}?tab=files` });
    await page.route('**/files/uploads', (route) =>
      route.fulfill({
        status: 413,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: '/problems/too_large',
          title: 'The body is too large.',
          status: 413,
          code: 'too_large',
          errors: [{ field: 'size', code: 'too_large', message: 'A file has at most 200 MB.' }],
        }),
      }),
    );
    await page.getByLabel('Add files', { exact: true }).first().setInputFiles([text]);
    await page.getByRole('alert').getByText('A file has at most 200 MB.').waitFor();
    await page.getByRole('button', { name: `Take ${text.name} off the list` }).click();
    await page.getByText('No files yet').waitFor();
  });
});
