import { expect, it } from 'vitest';
import { sampleDeal, sampleStages } from '@/testing/sample-board';
import { arrange, movedCards } from './arrange';

const open = sampleStages.filter(({ kind }) => kind === 'open');
const idsIn = (loaded: Parameters<typeof arrange>[1]) =>
  arrange(open, loaded).map((rows) => rows.map(({ id }) => id).join(''));

it('puts every deal where its stage and rank say, whichever list it was read with', () => {
  const [a, b, c] = [
    sampleDeal('a', 'new', 'm'),
    sampleDeal('b', 'proposal', 'c'),
    sampleDeal('c', 'proposal', 'x'),
  ];
  // `b` was read with the first column and has been moved since.
  expect(idsIn([[a, b], [c], []])).toEqual(['a', 'bc', '']);
});

it('shows a deal once that came again with a later page, and none that is won', () => {
  const a = sampleDeal('a', 'proposal', 'm');
  expect(idsIn([[a, sampleDeal('w', 'won', 'a')], [a], []])).toEqual(['', 'a', '']);
});

it('orders equal ranks by id, as the server does', () => {
  const rows = ['c', 'a', 'b'].map((id) => sampleDeal(id, 'new', 'm'));
  expect(idsIn([rows, [], []])).toEqual(['abc', '', '']);
});

it('knows which deals the list of their stage does not hold yet', () => {
  const [a, b, w] = [
    sampleDeal('a', 'proposal', 'm'),
    sampleDeal('b', 'proposal', 'n'),
    sampleDeal('w', 'won', 'a'),
  ];
  expect(movedCards(open, [[a, b, w], [b], []])).toEqual([{ row: a, to: 1 }]);
  expect(movedCards(open, [[], [a, b], []])).toEqual([]);
});
