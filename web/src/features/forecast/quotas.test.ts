import { expect, it } from 'vitest';
import type { RecordRow } from '@/api/types';
import { attained, quotaFor, quotaOf } from './quotas';

const quota = (owner: string, month: string, amount: number): RecordRow => ({
  id: `${owner}-${month}`,
  version: 1,
  title: '',
  created_at: '',
  updated_at: '',
  created_by: null,
  owner_id: owner,
  month,
  amount: { amount, currency: 'INR' },
});
const inr = (amount: number) => ({ amount, currency: 'INR' });
const quotas = [quota('a', '2026-04-01', 10), quota('a', '2026-05-01', 20), quota('b', '2026-04-01', 5)];
const quarter = { first: '2026-04-01', last: '2026-06-30' };

it('adds the months of a period up, of those who are asked for', () => {
  expect(quotaOf(quotas, quarter, new Set(['a']))).toEqual([{ amount: 30, currency: 'INR' }]);
  expect(quotaOf(quotas, quarter, new Set(['a', 'b']))).toEqual([{ amount: 35, currency: 'INR' }]);
  expect(quotaOf(quotas, { first: '2026-05-01', last: '2026-05-31' }, new Set(['b']))).toEqual([]);
  expect(quotaFor(quotas, 'b', '2026-04-01')?.id).toBe('b-2026-04-01');
});

it('says how much of a quota is won, in its own currency', () => {
  expect(attained([inr(200)], [inr(50), { amount: 999, currency: 'EUR' }])).toBe(0.25);
  expect(attained([inr(200)], [])).toBe(0);
  expect(attained([], [inr(50)])).toBeNull();
  expect(attained([inr(0)], [inr(50)])).toBeNull();
});
