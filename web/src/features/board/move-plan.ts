import type { RecordRow, StageMeta } from '@/api/types';
import type { Values } from '@/records/mutations/record-writer';
import { isMoney } from '@/records/fields/value-guards';
import { positionOf, type Column } from './arrange';
import { rankBetween } from './rank';
import type { Neighbours } from './spots';

/** One deal on its way to a place. */
export interface Step {
  id: string;
  stageId: string;
  /** The deals directly above and below the place. Either may have gone when the server looks for it. */
  aboveId: string | null;
  belowId: string | null;
  lostReason?: string;
  /** What the server will answer, as far as it can be foreseen. */
  follows: Values;
}

export interface Destination extends Neighbours {
  stage: StageMeta;
  lostReason?: string;
}

/** The deals, one below the other, between the neighbours of the place. */
export function planMove(deals: readonly RecordRow[], to: Destination, now: string): Step[] {
  const below = to.below && positionOf(to.below);
  let above = to.above && { id: to.above.id, position: positionOf(to.above) };
  return deals.map((deal) => {
    const position = rankBetween(above?.position ?? '', below);
    const step: Step = {
      id: deal.id,
      stageId: to.stage.id,
      aboveId: above?.id ?? null,
      belowId: to.below?.id ?? null,
      ...(to.lostReason && { lostReason: to.lostReason }),
      follows: { position, ...(deal['stage_id'] !== to.stage.id && arrival(deal, to.stage, now)) },
    };
    above = { id: deal.id, position };
    return step;
  });
}

/** The way back: each deal to the stage and next to the neighbours that it has now. */
export function planBack(columns: readonly Column[], deals: readonly RecordRow[]): Step[] {
  return deals.map((deal) => {
    const rows = columns.find(({ stage }) => stage.id === deal['stage_id'])?.rows ?? [];
    const at = rows.findIndex(({ id }) => id === deal.id);
    const { position, probability, weighted_amount, stage_since, status } = deal;
    return {
      id: deal.id,
      stageId: String(deal['stage_id']),
      aboveId: rows[at - 1]?.id ?? null,
      belowId: at < 0 ? null : (rows[at + 1]?.id ?? null),
      follows: { position, probability, weighted_amount, stage_since, status },
    };
  });
}

/** Whether a single deal already stands there: then nothing is to be done. */
export function staysThere(columns: readonly Column[], deal: RecordRow, to: Destination): boolean {
  if (deal['stage_id'] !== to.stage.id) return false;
  const [back] = planBack(columns, [deal]);
  return back?.aboveId === (to.above?.id ?? null) && back.belowId === (to.below?.id ?? null);
}

/** What comes with another stage. */
function arrival(deal: RecordRow, stage: StageMeta, now: string): Values {
  const { amount } = deal;
  return {
    probability: stage.probability,
    weighted_amount: isMoney(amount)
      ? { ...amount, amount: percentOf(amount.amount, stage.probability) }
      : null,
    status: stage.kind,
    stage_since: now,
  };
}

/** Rounded half away from zero, as the server does it. */
function percentOf(amount: number, percent: number): number {
  const product = Math.abs(amount) * percent;
  return Math.sign(amount) * Math.floor((product + 50) / 100);
}
