import { describe, expect, it } from 'vitest';
import { sampleColumns, sampleDeal, sampleStage } from '@/testing/sample-board';
import { planBack, planMove, staysThere } from './move-plan';
import { neighboursAt } from './spots';

const columns = sampleColumns();
const deal = (id: string) => columns.flatMap(({ rows }) => rows).find((row) => row.id === id)!;
const between = (stage: string, index: number, ...ids: string[]) => ({
  stage: sampleStage(stage),
  ...neighboursAt(columns, { stage, index }, new Set(ids)),
});
const now = '2026-11-21T10:00:00Z';

describe('a move', () => {
  it('names the neighbours and foresees what the server will answer', () => {
    const [step] = planMove([deal('a')], between('proposal', 1, 'a'), now);
    expect(step).toMatchObject({ id: 'a', stageId: 'proposal', aboveId: 'c', belowId: 'd' });
    expect(step?.follows).toMatchObject({
      probability: 50,
      weighted_amount: { amount: 500, currency: 'INR' },
      status: 'open',
      stage_since: now,
    });
    const { position } = step?.follows ?? {};
    expect(String(position) > 'a' && String(position) < 'e').toBe(true);
  });

  it('inside a stage changes nothing but the place', () => {
    const [step] = planMove([deal('e')], between('proposal', 0, 'e'), now);
    expect(Object.keys(step?.follows ?? {})).toEqual(['position']);
    expect(step).toMatchObject({ aboveId: null, belowId: 'c' });
  });

  it('of several puts each below the one before it', () => {
    const steps = planMove([deal('a'), deal('d'), deal('e')], between('talks', 0), now);
    expect(steps.map(({ aboveId }) => aboveId)).toEqual([null, 'a', 'd']);
    const positions = steps.map(({ follows }) => String(follows['position']));
    expect(positions).toEqual(positions.toSorted());
  });

  it('rounds what it is worth as the server does, half away from zero', () => {
    const odd = sampleDeal('x', 'new', 'a', { amount: { amount: 101, currency: 'INR' } });
    const [step] = planMove([odd], between('proposal', 0), now);
    expect(step?.follows['weighted_amount']).toEqual({ amount: 51, currency: 'INR' });
  });

  it('to where the deal already stands is none', () => {
    expect(staysThere(columns, deal('d'), between('proposal', 1, 'd'))).toBe(true);
    expect(staysThere(columns, deal('d'), between('proposal', 2, 'd'))).toBe(false);
    expect(staysThere(columns, deal('d'), between('talks', 0, 'd'))).toBe(false);
  });
});

it('the way back leads to the stage, the neighbours and the values of before', () => {
  const [first, second] = planBack(columns, [deal('c'), deal('d')]);
  expect(first).toMatchObject({ stageId: 'proposal', aboveId: null, belowId: 'd' });
  expect(second).toMatchObject({ stageId: 'proposal', aboveId: 'c', belowId: 'e' });
  expect(second?.follows).toMatchObject({ position: 'e', probability: 50, status: 'open' });
});
