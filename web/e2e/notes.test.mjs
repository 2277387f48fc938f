import assert from 'node:assert/strict';
import { checkAccessible, checkFolds } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const composerOf = (page) => page.getByRole('region', { name: 'Write something about this record' });
const deal = ({ api }, name = 'Acme renewal') => api.post('/deals', { name });
const noteOn = async ({ api }, { id }) => (await api.get(`/notes?record=deal:${id}`)).data[0];

journeys('Notes', (journey) => {
  journey(
    'somebody who is mentioned hears of it at once and comes to the note',
    async ({ open, admin, server }) => {
      const ravi = await joinAs({ server, admin }, 'Ravi Iyer', 'sales');
      await joinAs({ server, admin }, 'Rana Das', 'sales');
      const hidden = await deal(admin, 'Zeppelin merger');
      const about = await deal(admin);
      const his = await open({ person: ravi });
      await his.locator('html[data-live=on]').waitFor();
      const page = await open({ path: `/deals/${about.id}` });
      const composer = composerOf(page);
      const box = composer.getByLabel('Note', { exact: true });
      await box.click();
      await composer.getByRole('button', { name: 'Bold' }).waitFor();
      await box.pressSequentially('Approved, @ra');
      const list = page.getByRole('listbox', { name: 'Mention somebody' });
      assert.deepEqual(
        await list
          .getByRole('option')
          .allInnerTexts()
          .then((all) => all.length),
        2,
      );
      await checkAccessible(page, 'the list of people');
      await box.pressSequentially('vi');
      await list.getByRole('option', { name: /Ravi Iyer/ }).waitFor();
      await page.keyboard.press('Enter');
      await box.pressSequentially('see #zepp');
      await page.getByRole('option', { name: /Zeppelin merger/ }).click();
      assert.equal(await box.inputValue(), 'Approved, @Ravi Iyer see #Zeppelin merger ');
      await composer.getByRole('button', { name: 'Preview' }).click();
      await composer
        .getByRole('region', { name: 'Preview' })
        .getByRole('link', { name: 'Zeppelin merger' })
        .waitFor();
      await page.keyboard.press('Control+Enter');
      const note = await eventually(() => noteOn(admin, about), Boolean, 'the note is kept');
      assert.match(note.body, /^Approved, \[@Ravi Iyer\]\(kith:user\/[^)]+\) see \[\]\(kith:deal\/[^)]+\)$/);
      await page.getByRole('listitem').getByRole('link', { name: 'Zeppelin merger' }).waitFor();

      await his.getByRole('button', { name: 'Notifications, 1 unread' }).click();
      await his.getByRole('link', { name: /Ananya Iyer mentioned you in a note on Acme renewal/ }).click();
      await his.waitForURL(`**/deals/${about.id}`);
      await his.getByText('@Ravi Iyer').waitFor();

      // Changing it shows names again, and keeps the links.
      const line = page.getByRole('listitem').filter({ hasText: 'Approved' });
      await line.getByRole('button', { name: 'Actions' }).click();
      await page.getByRole('menuitem', { name: 'Edit' }).click();
      const editor = line.getByLabel('Note', { exact: true });
      assert.equal(await editor.inputValue(), 'Approved, @Ravi Iyer see #Zeppelin merger');
      await editor.press('End');
      await editor.pressSequentially('!');
      await line.getByRole('button', { name: 'Save' }).click();
      await eventually(
        async () => (await noteOn(admin, about)).body,
        (body) => body === `${note.body}!`,
        'the links are the same',
      );
      await admin.api.delete(`/deals/${hidden.id}`);
      await page.reload();
      await line.getByText('Deal you cannot open').waitFor();
    },
  );

  journey('what is typed is text, whatever it is', async ({ open, admin }) => {
    const about = await deal(admin);
    const bad = [
      '<script>window.hit = 1</script> <img src=x onerror="window.hit = 2">',
      '[run](javascript:window.hit=3) [run](JaVaScRiPt&#58;window.hit=4) [data](data:text/html;base64,PHNjcmlwdD4=)',
      '![x](javascript:window.hit=5) ![spy](https://spy.example/seen.png) ![x](kith:file/../../me)',
      '<javascript:window.hit=6> <a href="javascript:window.hit=7">a</a>',
      '[good](https://kith.example/page "onmouseover=window.hit=8")',
      '```html" onload="window.hit=9\n<svg onload=window.hit=10>\n```',
      '<iframe srcdoc="<script>parent.hit=11</script>"></iframe>',
      '[a](kith:user/"><script>window.hit=12</script>)',
      `${'> '.repeat(300)}deep`,
    ];
    for (const body of bad) await admin.api.post('/notes', { body, record: { kind: 'deal', id: about.id } });
    const asked = [];
    const page = await open({ path: `/deals/${about.id}` });
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await page.getByRole('link', { name: 'good' }).waitFor();
    const found = await page.evaluate(() => {
      const all = [...document.querySelectorAll('main *')];
      const attributes = all.flatMap((element) => [...element.attributes].map(({ name }) => name));
      return {
        hit: window.hit,
        tags: all
          .map(({ localName }) => localName)
          .filter((name) => ['script', 'iframe', 'object'].includes(name)),
        handlers: attributes.filter((name) => name.startsWith('on') || name === 'srcdoc'),
        addresses: [...document.querySelectorAll('main a[href]')]
          .map(({ href }) => new URL(href).protocol)
          .filter((protocol) => !['http:', 'https:'].includes(protocol)),
        rel: document.querySelector('a[href^="https://kith.example"]').rel,
      };
    });
    assert.deepEqual(found, {
      hit: undefined,
      tags: [],
      handlers: [],
      addresses: [],
      rel: 'noopener noreferrer nofollow',
    });
    assert.deepEqual(
      asked.filter((url) => url.includes('spy.example')),
      [],
    );
    await page.getByText('<svg onload=window.hit=10>').waitFor();
  });

  journey('a box of a list is ticked in place', async ({ open, admin }) => {
    const about = await deal(admin);
    const record = { kind: 'deal', id: about.id };
    const body = '**To do**\n\n- [ ] Brief\n  - [ ] Photos\n- [x] Budget';
    const note = await admin.api.post('/notes', { body, record });
    const page = await open({ path: `/deals/${about.id}` });
    await page.getByRole('checkbox', { name: 'Tick box 2' }).click();
    const kept = await eventually(
      () => admin.api.get(`/notes/${note.id}`),
      (now) => now.body.includes('- [x] Photos'),
      'the tick is kept',
    );
    assert.equal(kept.body, body.replace('[ ] Photos', '[x] Photos'));
    assert.equal(kept.edited_at, null);
    await page.getByRole('checkbox', { name: 'Open box 2 again' }).waitFor();
    await checkAccessible(page, 'a note with boxes');
  });

  journey('a pasted picture stands in the note', async ({ open, admin }) => {
    const about = await deal(admin);
    const page = await open({ path: `/deals/${about.id}`, size: 'phone' });
    const box = composerOf(page).getByLabel('Note', { exact: true });
    await box.click();
    await composerOf(page).getByRole('button', { name: 'Add a picture' }).waitFor();
    await box.pressSequentially('Front: ');
    await box.evaluate(
      (element, bytes) => {
        const carried = new DataTransfer();
        carried.items.add(new File([Uint8Array.from(bytes)], 'shop front.png', { type: 'image/png' }));
        element.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true }),
        );
      },
      [...picture],
    );
    await eventually(
      () => box.inputValue(),
      (text) => /^Front: !\[shop front.png\]\(kith:file\/[0-9a-f-]{36}\)$/.test(text),
      'the picture has come',
    );
    await checkFolds(page, 'the tools of writing on a phone');
    await checkAccessible(page, 'the tools of writing on a phone');
    await composerOf(page).getByRole('button', { name: 'Save note' }).click();
    const drawn = page.getByRole('img', { name: 'shop front.png' });
    await drawn.first().waitFor();
    await eventually(
      () => drawn.first().evaluate((img) => img.naturalWidth),
      (width) => width > 0,
      'it is drawn',
    );
  });
});
