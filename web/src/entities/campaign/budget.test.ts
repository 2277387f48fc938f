import { expect, it } from 'vitest';
import { budgetUse } from './budget';

const inr = (amount: number) => ({ amount, currency: 'INR' });
const toneOf = (amount: number) => budgetUse(inr(amount), inr(1000))?.tone;

it('warns beyond ninety percent, and again beyond the whole', () => {
  expect([900, 901, 1000, 1001].map(toneOf)).toEqual(['neutral', 'warning', 'warning', 'danger']);
});

it('compares nothing that has no budget or another currency', () => {
  expect(budgetUse(inr(10), null)).toBeNull();
  expect(budgetUse(inr(10), inr(0))).toBeNull();
  expect(budgetUse(inr(10), { amount: 10, currency: 'EUR' })).toBeNull();
});
