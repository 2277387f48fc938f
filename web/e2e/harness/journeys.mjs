import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { demoAdmin, registerAdmin } from './people.mjs';
import { engines, startServer } from './server.mjs';

export const results = fileURLToPath(new URL('../../test-results/', import.meta.url));

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 780 } };

/**
 * A set of journeys on one server with one workspace, once per database.
 * With `demo` the workspace is that of `kith demo` with so many contacts.
 * A journey that fails leaves a picture of its last page in test-results.
 */
export function journeys(name, define, { workspace = true, sampleData = true, demo = 0, on = engines } = {}) {
  for (const engine of on) {
    describe(`${name} (${engine.name})`, () => {
      const world = {};
      before(async () => {
        world.server = await startServer({ ...engine, demo });
        world.browser = await chromium.launch({
          executablePath: process.env.KITH_CHROMIUM ?? '/usr/bin/chromium',
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-background-networking',
            '--disable-component-update',
          ],
        });
        if (demo > 0) world.admin = await demoAdmin(world.server.url);
        else if (workspace) world.admin = await registerAdmin(world.server.url, sampleData);
      });
      after(async () => {
        await world.browser?.close();
        await world.server?.stop();
      });
      define((title, steps) =>
        it(title, { timeout: 120_000 }, () => travel(world, `${name} ${title}`, steps)));
    });
  }
}

async function travel(world, title, steps) {
  const opened = [];
  const open = async (options) => {
    const page = await openPage(world, options);
    opened.push(page);
    return page;
  };
  try {
    await steps({ ...world, open });
    const errors = opened.flatMap(({ mistakes }) => mistakes);
    assert.deepEqual(errors, [], 'nothing failed inside the page');
  } catch (error) {
    await mkdir(results, { recursive: true });
    const file = title.replace(/[^a-z0-9]+/gi, '-').toLowerCase();
    for (const [index, page] of opened.entries()) {
      await page.screenshot({ path: `${results}failed-${file}-${index}.png` }).catch(() => {});
    }
    throw error;
  } finally {
    for (const page of opened) await page.context().close();
  }
}

/** A window of somebody: signed in as `person`, or as nobody. */
async function openPage(
  world,
  {
    person = world.admin,
    path = '/',
    size = 'desktop',
    dark = false,
    timeZone = 'Asia/Kolkata',
    worker = false,
  } = {},
) {
  const phone = size === 'phone';
  const context = await world.browser.newContext({
    baseURL: world.server.url,
    viewport: sizes[size],
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    timezoneId: timeZone,
    locale: 'en-IN',
    hasTouch: phone,
    isMobile: phone,
    acceptDownloads: true,
    // What the worker asks for cannot be watched or answered by a test.
    serviceWorkers: worker ? 'allow' : 'block',
  });
  context.setDefaultTimeout(15_000);
  if (person) await context.addCookies(person.api.browserCookies());
  const page = await context.newPage();
  page.mistakes = [];
  page.on('pageerror', (error) => page.mistakes.push(error.message));
  // A message that is said before its words have loaded is shown as its id, with this warning.
  page.on('console', (line) => {
    if (line.text().startsWith('Uncompiled message')) page.mistakes.push(line.text());
  });
  await page.goto(path);
  return page;
}

/** Waits until this holds; fails with what it was last. */
export async function eventually(read, check, message) {
  const deadline = Date.now() + 10_000;
  let value;
  while (Date.now() < deadline) {
    value = await read();
    if (check(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${message}: ${JSON.stringify(value)}`);
}
