import { describe, expect, it } from 'vitest';
import { segments } from './segments';

describe('how many messages a text is', () => {
  it.each([
    ['', 0],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['नमस्ते', 1],
    [`${'a'.repeat(69)}–`, 1],
    [`${'a'.repeat(70)}–`, 2],
    ['🙏'.repeat(35), 1],
    ['🙏'.repeat(36), 2],
  ])('%#', (text, count) => {
    expect(segments(text)).toBe(count);
  });
});
