import { api } from '@/api/client';
import { isProblem } from '@/api/problem-error';
import type { RecordRow } from '@/api/types';

/** A verb of the API instead of a PATCH. */
export type Via =
  | {
      verb: 'move';
      /** What is said beside the values: tried one after the other while the server does not know what one names. */
      places: readonly Readonly<Record<string, unknown>>[];
    }
  /** One of a series alone. */
  | { verb: 'occurrence' };

/** Sends changed values of a record; with a version only that one is changed. */
export async function sendChange(
  path: string,
  body: Record<string, unknown>,
  version: number | undefined,
  via: Via | undefined,
): Promise<RecordRow> {
  const ifMatch = version !== undefined && { ifMatch: version };
  if (!via) return api.patch<RecordRow>(path, { body, ...ifMatch });
  if (via.verb === 'occurrence') return api.patch<RecordRow>(`${path}/occurrence`, { body, ...ifMatch });
  for (const [index, place] of via.places.entries()) {
    try {
      return await api.post<RecordRow>(`${path}/${via.verb}`, { body: { ...body, ...place }, ...ifMatch });
    } catch (error) {
      if (index === via.places.length - 1 || !isPlaceGone(error, place)) throw error;
    }
  }
  throw new Error('A move has at least one place.');
}

function isPlaceGone(error: unknown, place: Readonly<Record<string, unknown>>): boolean {
  return (
    isProblem(error) &&
    error.status === 422 &&
    error.errors.some(({ field }) => field !== 'lost_reason' && field in place)
  );
}
