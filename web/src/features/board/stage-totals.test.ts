import { describe, expect, it } from 'vitest';
import type { Aggregate, RecordRow } from '@/api/types';
import { sampleDeal } from '@/testing/sample-board';
import { addTotals, readTotals, shiftTotals } from './stage-totals';

const inr = (amount: number) => ({ amount, currency: 'INR' });
const totals: Aggregate = {
  approximate: false,
  data: [
    { group: 'new', count: 3, sum_amount: [inr(3000)], sum_weighted_amount: [inr(300)] },
    { group: 'won', count: 1, sum_amount: [inr(500)], sum_weighted_amount: [inr(500)] },
  ],
};
const of = (aggregate: Aggregate, stage: string) =>
  readTotals(aggregate.data.find(({ group }) => group === stage));
const moved = (deal: RecordRow, stage: string, weighted: number): RecordRow => ({
  ...deal,
  stage_id: stage,
  weighted_amount: inr(weighted),
});

describe('the totals', () => {
  it('follow a deal from one stage to another, also to one that was empty', () => {
    const deal = sampleDeal('a', 'new', 'a');
    const next = shiftTotals(totals, deal, moved(deal, 'proposal', 500));
    expect(of(next, 'new')).toEqual({ count: 2, amount: [inr(2000)], weighted: [inr(200)] });
    expect(of(next, 'proposal')).toEqual({ count: 1, amount: [inr(1000)], weighted: [inr(500)] });
    expect(of(next, 'won')).toEqual(of(totals, 'won'));
  });

  it('are what they were after the way back', () => {
    const deal = sampleDeal('a', 'new', 'a');
    const there = moved(deal, 'won', 1000);
    const back = shiftTotals(shiftTotals(totals, deal, there), there, deal);
    expect(of(back, 'new')).toEqual(of(totals, 'new'));
    expect(of(back, 'won')).toEqual(of(totals, 'won'));
  });

  it('stay the same for a move inside a stage, and for a deal without an amount', () => {
    const deal = sampleDeal('a', 'new', 'a', { amount: null, weighted_amount: null });
    expect(of(shiftTotals(totals, deal, deal), 'new')).toEqual(of(totals, 'new'));
    const next = shiftTotals(totals, deal, { ...deal, stage_id: 'won' });
    expect(of(next, 'won')).toEqual({ count: 2, amount: [inr(500)], weighted: [inr(500)] });
  });

  it('keep currencies apart', () => {
    const euro = { amount: 7, currency: 'EUR' };
    const sum = addTotals([of(totals, 'new'), { count: 1, amount: [euro, inr(1)], weighted: [] }]);
    expect(sum).toEqual({ count: 4, amount: [inr(3001), euro], weighted: [inr(300)] });
  });
});
