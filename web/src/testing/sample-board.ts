import type { RecordRow, StageMeta } from '@/api/types';

/** Stages and deals for the tests of the board. */
export const sampleStages: readonly StageMeta[] = [
  { id: 'new', title: 'New', kind: 'open', probability: 10, color: 'gray', position: 1, rotting_days: 14 },
  { id: 'proposal', title: 'Proposal', kind: 'open', probability: 50, color: 'orange', position: 2 },
  { id: 'talks', title: 'Negotiation', kind: 'open', probability: 75, color: 'pink', position: 3 },
  { id: 'won', title: 'Won', kind: 'won', probability: 100, color: 'green', position: 4 },
  { id: 'lost', title: 'Lost', kind: 'lost', probability: 0, color: 'red', position: 5 },
];

export function sampleStage(id: string): StageMeta {
  const stage = sampleStages.find((candidate) => candidate.id === id);
  if (!stage) throw new Error(`There is no stage ${id}.`);
  return stage;
}

export function sampleDeal(id: string, stage: string, position: string, rest: object = {}): RecordRow {
  const { probability } = sampleStage(stage);
  return {
    id,
    version: 1,
    title: `Deal ${id}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    created_by: 'u1',
    owner_id: 'u1',
    pipeline_id: 'p1',
    stage_id: stage,
    position,
    probability,
    status: sampleStage(stage).kind,
    amount: { amount: 1000, currency: 'INR' },
    weighted_amount: { amount: 10 * probability, currency: 'INR' },
    stage_since: new Date().toISOString(),
    next_action_at: null,
    expected_close_on: null,
    ...rest,
  };
}

const column = (stage: string, ...ids: string[]) => ({
  stage: sampleStage(stage),
  rows: ids.map((id, index) => sampleDeal(id, stage, String.fromCodePoint(97 + 4 * index))),
  hasNext: false,
});

/** A board of `a` and `b` in New, `c`, `d` and `e` in Proposal and nothing in Negotiation. */
export function sampleColumns() {
  return [column('new', 'a', 'b'), column('proposal', 'c', 'd', 'e'), column('talks')];
}
