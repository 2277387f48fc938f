import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { checkAccessible } from './harness/axe.mjs';
import { eventually, journeys } from './harness/journeys.mjs';
import { joinAs } from './harness/people.mjs';

/** A part of a PNG: how long it is, what it is, what it holds and its checksum. */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A PNG of one colour (PNG specification: IHDR, IDAT and IEND). */
function png(width, height) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([30, 120, 90]))]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

const file = (name, buffer) => ({ name, mimeType: 'image/png', buffer });
/** Whether a picture is there and drawn, not only asked for. */
const drawn = (image) => image.evaluate((node) => node.complete && node.naturalWidth > 0);

journeys('Logo and pictures', (journey) => {
  journey('a logo is chosen, seen by all, and taken away', async ({ open, admin, server }) => {
    const page = await open({ path: '/settings/workspace' });
    const logo = page.getByRole('group', { name: 'Logo' });
    await logo
      .getByLabel('Logo', { exact: true })
      .setInputFiles(file('notes.png', Buffer.from('no picture')));
    await logo.getByRole('alert').getByText('This takes a picture: PNG, JPEG or WebP.').waitFor();
    await logo.getByLabel('Logo', { exact: true }).setInputFiles(file('logo.png', png(300, 80)));
    await logo.getByRole('img', { name: /^Logo of/ }).waitFor();
    await eventually(() => drawn(logo.locator('img')), Boolean, 'the logo is drawn');
    await checkAccessible(page, 'the settings of the workspace');
    // What was being changed meanwhile is saved on top of it.
    await page.getByLabel('Tax number').fill('29ABCDE1234F1Z5');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();

    const reader = await joinAs({ server, admin }, 'Kiran Das', 'sales');
    const other = await open({ person: reader });
    const head = other.getByRole('button', { name: /^Workspace menu|Banyan Works/ }).first();
    await eventually(() => drawn(head.locator('img')), Boolean, 'a colleague sees it');

    await logo.getByRole('button', { name: 'Remove' }).click();
    await logo.locator('img').waitFor({ state: 'detached' });
  });

  journey('a picture of oneself is seen by colleagues, on a phone too', async ({ open, admin }) => {
    const page = await open({ path: '/settings/profile', size: 'phone', dark: true });
    const own = page.getByRole('group', { name: 'Your picture' });
    await own.getByLabel('Your picture', { exact: true }).setInputFiles(file('me.png', png(200, 300)));
    await eventually(() => drawn(own.locator('img')), Boolean, 'the picture is drawn');
    await checkAccessible(page, 'the profile');
    const { me } = await admin.api.get('/bootstrap');
    assert.match(me.picture, /^[0-9a-f-]{36}$/);
    const list = await open({ path: '/leads' });
    await eventually(
      () => list.locator(`img[src$="${me.picture}"]`).count(),
      (count) => count > 1,
      'it stands beside what they own',
    );
    await own.getByRole('button', { name: 'Remove' }).click();
    await own.getByRole('button', { name: 'Choose a picture' }).waitFor();
  });
});
