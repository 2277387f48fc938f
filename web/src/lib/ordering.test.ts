import { expect, it } from 'vitest';
import { moved, newPlaces } from './ordering';

const placed = (id: string, position: number) => ({ id, position });

it('moves an item and keeps the order of the rest', () => {
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
  expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
});

it('stays inside the list', () => {
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
});

it('stores only the places that changed', () => {
  expect(newPlaces([placed('b', 2), placed('a', 1), placed('c', 3)])).toEqual([
    placed('b', 1),
    placed('a', 2),
  ]);
});
