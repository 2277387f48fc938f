import { expect, test } from 'vitest';
import { wordDifference, type Piece } from './word-difference';

const side = (pieces: readonly Piece[], without: Piece['kind']) =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

test('words that stay, come and go', () => {
  expect(wordDifference('Call on Monday at ten', 'Call on Tuesday at ten ☎')).toEqual([
    { kind: 'same', text: 'Call on ' },
    { kind: 'removed', text: 'Monday' },
    { kind: 'added', text: 'Tuesday' },
    { kind: 'same', text: ' at ten' },
    { kind: 'added', text: ' ☎' },
  ]);
  expect(wordDifference('', 'new')).toEqual([{ kind: 'added', text: 'new' }]);
  expect(wordDifference('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
});

test('whatever changes, each side reads as its text', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 16807) % 2147483647;
    return seed % below;
  };
  const text = () =>
    Array.from({ length: random(12) }, () => ['a', 'b', 'c ', ' d', '\n'][random(5)]).join(' ');
  for (let round = 0; round < 300; round += 1) {
    const [before, after] = [text(), text()];
    const pieces = wordDifference(before, after);
    expect([side(pieces, 'added'), side(pieces, 'removed')]).toEqual([before, after]);
  }
});

test('long texts do not make anybody wait', () => {
  const [before, after] = ['a '.repeat(20_000), 'b '.repeat(20_000)];
  const pieces = wordDifference(before, after);
  expect([side(pieces, 'added'), side(pieces, 'removed')]).toEqual([before, after]);
});
