import { describe, expect, it } from 'vitest';
import { HEAD, moveBy, rangeOf, walkBy } from './grid-keys';

const bounds = { rows: 100, cols: 5, page: 20 };
const stroke = (key: string, rest: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...rest,
});

describe('moveBy', () => {
  it.each([
    ['ArrowDown', {}, [11, 2]],
    ['ArrowUp', {}, [9, 2]],
    ['ArrowLeft', {}, [10, 1]],
    ['ArrowRight', {}, [10, 3]],
    ['Home', {}, [10, 0]],
    ['End', {}, [10, 4]],
    ['Home', { ctrlKey: true }, [0, 0]],
    ['End', { metaKey: true }, [99, 4]],
    ['PageDown', {}, [30, 2]],
    ['PageUp', {}, [0, 2]],
    ['ArrowDown', { ctrlKey: true }, [99, 2]],
  ] as const)('%s %o', (key, rest, [row, col]) => {
    expect(moveBy({ row: 10, col: 2 }, stroke(key, rest), bounds)).toEqual({ row, col });
  });

  it('goes up into the head and stays inside the grid', () => {
    expect(moveBy({ row: 0, col: 0 }, stroke('ArrowUp'), bounds)).toEqual({ row: HEAD, col: 0 });
    expect(moveBy({ row: HEAD, col: 0 }, stroke('ArrowUp'), bounds)).toEqual({ row: HEAD, col: 0 });
    expect(moveBy({ row: 99, col: 4 }, stroke('ArrowRight'), bounds)).toEqual({ row: 99, col: 4 });
  });

  it('leaves letters and Alt to others', () => {
    expect(moveBy({ row: 1, col: 1 }, stroke('a'), bounds)).toBeNull();
    expect(moveBy({ row: 1, col: 1 }, stroke('ArrowLeft', { altKey: true }), bounds)).toBeNull();
  });
});

describe('walkBy', () => {
  it('takes J and K, but not with a modifier', () => {
    expect(walkBy({ row: 1, col: 1 }, stroke('j'), bounds)).toEqual({ row: 2, col: 1 });
    expect(walkBy({ row: 0, col: 1 }, stroke('k'), bounds)).toEqual({ row: 0, col: 1 });
    expect(walkBy({ row: 1, col: 1 }, stroke('k', { metaKey: true }), bounds)).toBeNull();
  });
});

describe('rangeOf', () => {
  it('is the rectangle between two cells, whichever comes first', () => {
    expect(rangeOf({ row: 5, col: 1 }, { row: 2, col: 4 })).toEqual({ top: 2, bottom: 5, left: 1, right: 4 });
  });
});
