import type { PipelineMeta } from '@/api/types';
import type { DashboardSearch } from './dashboard-search';
import { isDay, periods, periodUntil, type Period, type Span } from '@/lib/span';

/** What the figures are about: which days, and whose records. */
export interface Focus extends Span {
  /** What the days are a part of; null for days somebody chose. */
  period: Period | null;
  /** A person's id, or `me`. */
  owner: string | null;
  team: string | null;
  pipeline: string | null;
}

interface Surroundings {
  today: string;
  fiscalYearStart: number;
  pipelines: readonly Pick<PipelineMeta, 'id'>[];
}

/** Reads an address; null where it names something that does not exist. Whom it names, the server knows. */
export function readFocus(search: DashboardSearch, around: Surroundings): Focus | null {
  const { owner = null, team = null, pipeline = null } = search;
  const days = readDays(search, around);
  if (!days || (owner !== null && team !== null)) return null;
  if (pipeline !== null && !around.pipelines.some(({ id }) => id === pipeline)) return null;
  return { ...days, owner, team, pipeline };
}

function readDays({ period, from, to }: DashboardSearch, around: Surroundings) {
  if (from !== undefined || to !== undefined) {
    const known = from !== undefined && to !== undefined && isDay(from) && isDay(to);
    return known && period === undefined && from <= to ? { period: null, from, to } : null;
  }
  const named = periods.find((known) => known === (period ?? 'month'));
  if (!named) return null;
  return { period: named, ...periodUntil(around.today, named, around.fiscalYearStart) };
}
