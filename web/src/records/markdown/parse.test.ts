import { expect, it } from 'vitest';
import { decode, namedIn, parse, safeAddress, toggleBox } from './parse';

it('numbers the boxes of lists and ticks the one that was meant', () => {
  const text = '- [x] a\n  - [ ] deep\n```\n- [ ] code\n```\n> 1. [ ] quoted\n\n- [] none\n- [ ] last';
  expect([...(parse(text)?.boxes.values() ?? [])]).toEqual([0, 1, 2, 3]);
  expect(toggleBox(text, 0)).toContain('- [ ] a');
  expect(toggleBox(text, 2)).toContain('> 1. [x] quoted');
  expect(toggleBox(text, 3)).toMatch(/- \[x\] last$/);
  expect(toggleBox(text, 9)).toBe(text);
});

it('follows no address that could run something', () => {
  for (const address of [
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/x',
    '',
  ]) {
    expect(safeAddress(address), address).toBeNull();
  }
  expect(safeAddress('https://kith.example/a?b')).toBe('https://kith.example/a?b');
  expect(namedIn('kith:deal/01990000-0000-7000-8000-000000000003')?.kind).toBe('deal');
  expect(namedIn('kith:deal/../../x')).toBeNull();
});

it('reads anything within a moment, or shows it as it stands', () => {
  const started = performance.now();
  for (const hard of ['_a*', '[', '> ', '1. ', '![', '**a', '- [ ] ', '`', '<a href="', '| a\n']) {
    parse(hard.repeat(50_000 / hard.length));
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});

it('knows the entities that people type', () => {
  expect(decode('a &amp; b &lt;c&gt; &#128512; &#x41; &nope; &#9999999;')).toBe(
    'a & b <c> 😀 A &nope; &#9999999;',
  );
});
