import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with every rule that the page as it stands breaks, open overlays included. */
export async function checkAccessible(page, where) {
  await page.evaluate(source);
  // Colours on their way are judged where they arrive.
  await page.waitForFunction(
    () =>
      !document.getAnimations().some((one) => one instanceof CSSTransition && one.playState === 'running'),
  );
  const broken = await page.evaluate(async (runOnly) => {
    // Layers that open beside the page belong to no landmark by design; they are named on their own.
    const options = { runOnly, rules: { region: { enabled: false } } };
    const { violations } = await globalThis.axe.run(document, options);
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
    );
  }, rules);
  assert.deepEqual(broken, [], `${where} is accessible`);
}

/** Nothing scrolls sideways: at 360 px every page has to fold. */
export async function checkFolds(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${where} is ${over} px too wide`);
}
