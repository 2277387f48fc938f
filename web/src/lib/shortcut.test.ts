import { describe, expect, it } from 'vitest';
import { isSingleKey, keyCaps, strokeOf, strokesOf } from './shortcut';

const press = (key: string, more: KeyboardEventInit = {}) =>
  strokeOf(new KeyboardEvent('keydown', { key, ...more }));

describe('strokeOf', () => {
  it('names letters, signs and modifiers', () => {
    expect(press('x')).toBe('x');
    expect(press(' ')).toBe('space');
    expect(press('K', { ctrlKey: true, shiftKey: true })).toBe('mod+shift+k');
  });

  it('takes shift for part of a sign', () => {
    expect(press('?', { shiftKey: true })).toBe('?');
  });
});

it('reads sequences and draws key caps', () => {
  expect(strokesOf('G C')).toEqual(['g', 'c']);
  expect(strokesOf('shift+mod+Z')).toEqual(['mod+shift+z']);
  expect(keyCaps('mod+k')).toEqual(['Ctrl', 'K']);
  expect(keyCaps('G C')).toEqual(['G', 'C']);
});

it('tells single keys from those with a modifier', () => {
  expect(isSingleKey('G C')).toBe(true);
  expect(isSingleKey('?')).toBe(true);
  expect(isSingleKey('mod+k')).toBe(false);
});
