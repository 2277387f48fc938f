import type { QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import type { ListData } from '@/records/mutations/list-data';
import { readCached, refreshLists, refreshTotals } from '@/records/mutations/record-cache';
import { writerOf } from '@/records/mutations/writer-of';
import type { Step } from './move-plan';
import { shiftCachedTotals } from './use-stage-totals';

export interface StepFailure {
  id: string;
  error: unknown;
}

export interface StepResults {
  moved: readonly RecordRow[];
  failed: readonly StepFailure[];
}

/** Moves that are on their way. Totals are asked for when the last has arrived, or they would jump back and forth. */
let underway = 0;

/**
 * Moves deals: all of them on the screen at once, on the server one after the other,
 * because each stands next to the one before it.
 */
export async function applySteps(
  client: QueryClient,
  kind: KindMeta,
  steps: readonly Step[],
): Promise<StepResults> {
  underway += 1;
  try {
    const unknown = steps.filter(({ id }) => !readCached(client, kind.plural, id));
    // Without a wait in between what is known moves on the screen before this returns.
    if (unknown.length > 0) await Promise.all(unknown.map(({ id }) => readDeal(client, kind, id)));
    let turn: Promise<unknown> = Promise.resolve();
    const writes = steps.map((step) => {
      const before = turn;
      const write = writeStep(client, kind, step, before);
      turn = write.catch(() => null);
      return write;
    });
    const results = await Promise.allSettled(writes);
    return {
      moved: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
      failed: results.flatMap((result, index) => {
        const id = steps[index]?.id;
        return result.status === 'rejected' && id ? [{ id, error: result.reason as unknown }] : [];
      }),
    };
  } finally {
    underway -= 1;
    if (underway === 0) void afterwards(client, kind, steps);
  }
}

async function writeStep(
  client: QueryClient,
  kind: KindMeta,
  step: Step,
  turn: Promise<unknown>,
): Promise<RecordRow> {
  const { plural } = kind;
  const before = readCached(client, plural, step.id);
  const write = writerOf(client).write(kind, {
    id: step.id,
    values: { stage_id: step.stageId },
    follows: step.follows,
    via: { verb: 'move', places: placesOf(step) },
    after: turn,
  });
  const after = readCached(client, plural, step.id);
  if (before && after) shiftCachedTotals(client, plural, before, after);
  return (await write).record;
}

/** A neighbour may have left the stage meanwhile: then the other one says the place, and without both it is the top. */
function placesOf({ aboveId, belowId, lostReason }: Step): Record<string, unknown>[] {
  const why = lostReason ? { lost_reason: lostReason } : {};
  return [
    ...(aboveId ? [{ after_id: aboveId, ...why }] : []),
    ...(belowId ? [{ before_id: belowId, ...why }] : []),
    why,
  ];
}

/** What is taken back may not be on any screen any more; then it is read first. */
async function readDeal(client: QueryClient, { plural }: KindMeta, id: string): Promise<void> {
  const record = await api.get<RecordRow>(`/${plural}/${id}`);
  client.setQueryData(keys.one(plural, id), record, { updatedAt: 0 });
}

async function afterwards(client: QueryClient, kind: KindMeta, steps: readonly Step[]): Promise<void> {
  const listed = new Set(
    client
      .getQueriesData<ListData>({ queryKey: keys.lists(kind.plural) })
      .flatMap(([, data]) => data?.pages.flatMap((page) => page.data.map(({ id }) => id)) ?? []),
  );
  const refresh = steps.every(({ id }) => listed.has(id)) ? refreshTotals : refreshLists;
  await Promise.all([
    refresh(client, kind.plural),
    ...steps.map(({ id }) => client.invalidateQueries({ queryKey: [kind.plural, 'timeline', id] })),
  ]);
}
