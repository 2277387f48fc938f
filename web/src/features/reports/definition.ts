import { findCanned } from './canned';
import type { ReportSearch } from './report-search';

/** What a report shows, of which time and of whom, as the server takes it. */
export interface Definition {
  report: string;
  by?: string;
  period?: string;
  from?: string;
  to?: string;
  owner?: string;
  team?: string;
  kind?: string;
  measures?: string[];
  groups?: string[];
  filter?: unknown;
  chart?: string;
}

/** In an address: what a saved report limits is not limited here. */
export const ANY = 'all';

const own = ['kind', 'measures', 'groups', 'filter', 'chart'] as const;

/**
 * The definition of a report with what its address says about it. Keys come in a fixed order and only where they
 * matter, so that the same report is always asked for, remembered and downloaded by the same text.
 */
export function toDefinition(base: Definition, search: ReportSearch): Definition {
  const result: Definition = { report: base.report };
  const canned = findCanned(base.report);
  if (canned) {
    const by = search.by ?? base.by;
    if (by !== undefined && canned.by.length > 0) result.by = by;
  }
  Object.assign(result, daysOf(base, search), whoseOf(base, search));
  if (canned?.period === null) dropDays(result);
  if (!canned) {
    for (const key of own) {
      const value = search[key] ?? base[key];
      if (value !== undefined && value !== null) Object.assign(result, { [key]: value });
    }
  }
  return result;
}

function daysOf(base: Definition, search: ReportSearch): Partial<Definition> {
  const named = search.period !== undefined || search.from !== undefined || search.to !== undefined;
  const { period, from, to } = named ? search : base;
  if (from !== undefined || to !== undefined) {
    return {
      ...(period !== undefined && { period }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    };
  }
  if (period === ANY) return {};
  const usual = period ?? findCanned(base.report)?.period;
  return usual ? { period: usual } : {};
}

function dropDays(definition: Definition): void {
  delete definition.period;
  delete definition.from;
  delete definition.to;
}

function whoseOf(base: Definition, search: ReportSearch): Partial<Definition> {
  const { owner, team } = search.owner !== undefined || search.team !== undefined ? search : base;
  return {
    ...(owner !== undefined && owner !== ANY && { owner }),
    ...(team !== undefined && { team }),
  };
}

/** The address of the builder, or of a report, that shows this definition. */
export function toSearch(definition: Definition): ReportSearch {
  const { by, period, from, to, owner, team, kind, measures, groups, filter, chart } = definition;
  return { by, period, from, to, owner, team, kind, measures, groups, filter, chart };
}

/** Whether the address asks for anything else than the saved report does. */
export function isChanged(base: Definition, search: ReportSearch): boolean {
  return JSON.stringify(toDefinition(base, search)) !== JSON.stringify(toDefinition(base, {}));
}

/** A definition as it lies in a saved report; what is not one shows nothing. */
export function readDefinition(value: unknown): Definition | null {
  if (typeof value !== 'object' || value === null || !('report' in value)) return null;
  return typeof value.report === 'string' ? (value as Definition) : null;
}
