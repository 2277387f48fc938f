import { describe, expect, it } from 'vitest';
import { liftOrDrop, mirrored, pressKey, type KeyColumn, type KeyState } from './keyboard';

const columns: KeyColumn[] = [
  { stage: 'new', ids: ['a', 'b', 'c'] },
  { stage: 'empty', ids: [] },
  { stage: 'proposal', ids: ['d', 'e'] },
];
const at = (active: string | null): KeyState => ({ active, lifted: null });
const focus = (from: string, ...keys: string[]) =>
  keys.reduce((state, key) => pressKey(columns, state, key)?.state ?? state, at(from)).active;

describe('the arrows', () => {
  it('go from card to card and stop at the ends', () => {
    expect(focus('a', 'ArrowDown')).toBe('b');
    expect(focus('a', 'ArrowUp')).toBe('a');
    expect(focus('a', 'End', 'ArrowDown')).toBe('c');
    expect(focus('c', 'Home')).toBe('a');
  });

  it('go to the side at the same height, past empty columns', () => {
    expect(focus('b', 'ArrowRight')).toBe('e');
    expect(focus('c', 'ArrowRight')).toBe('e');
    expect(focus('d', 'ArrowLeft')).toBe('a');
    expect(focus('d', 'ArrowRight')).toBe('d');
  });

  it('change sides where text runs from right to left', () => {
    expect(mirrored('ArrowLeft', true)).toBe('ArrowRight');
    expect(mirrored('ArrowLeft', false)).toBe('ArrowLeft');
    expect(mirrored('ArrowUp', true)).toBe('ArrowUp');
  });
});

it('Enter peeks, and keys that mean nothing are left to others', () => {
  expect(pressKey(columns, at('a'), 'Enter')).toEqual({ state: at('a'), effect: 'peek' });
  expect(pressKey(columns, at('a'), 'Tab')).toBeNull();
  expect(pressKey(columns, at(null), 'Enter')).toBeNull();
  expect(liftOrDrop(columns, at(null))).toBeNull();
});

describe('a lifted card', () => {
  /** While it is lifted the columns are those without it. */
  const without: KeyColumn[] = columns.map(({ stage, ids }) => ({
    stage,
    ids: ids.filter((id) => id !== 'b'),
  }));
  const lifted = liftOrDrop(columns, at('b'))!;
  const carry = (...keys: string[]) =>
    keys.reduce((state, key) => pressKey(without, state, key)?.state ?? state, lifted.state).lifted?.to;

  it('is taken by Space where it stands', () => {
    expect(lifted.effect).toBe('carry');
    expect(lifted.state.lifted).toEqual({
      id: 'b',
      from: { stage: 'new', index: 1 },
      to: { stage: 'new', index: 1 },
    });
  });

  it('goes up and down, behind the last card too, and no further', () => {
    expect(carry('ArrowUp')).toEqual({ stage: 'new', index: 0 });
    expect(carry('ArrowDown')).toEqual({ stage: 'new', index: 2 });
    expect(carry('ArrowDown', 'ArrowDown')).toEqual({ stage: 'new', index: 2 });
    expect(carry('Home', 'ArrowUp')).toEqual({ stage: 'new', index: 0 });
  });

  it('goes to the side, into empty columns too', () => {
    expect(carry('ArrowRight')).toEqual({ stage: 'empty', index: 0 });
    expect(carry('ArrowRight', 'ArrowRight', 'End')).toEqual({ stage: 'proposal', index: 2 });
    expect(carry('ArrowLeft')).toEqual({ stage: 'new', index: 1 });
  });

  it('is dropped by Space and Enter and returns with Escape', () => {
    expect(liftOrDrop(without, lifted.state)).toEqual({ state: at('b'), effect: 'drop' });
    expect(pressKey(without, lifted.state, 'Enter')).toEqual({ state: at('b'), effect: 'drop' });
    expect(pressKey(without, lifted.state, 'Escape')).toEqual({ state: at('b'), effect: 'cancel' });
  });
});
