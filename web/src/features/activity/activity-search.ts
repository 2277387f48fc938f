import type { ActivityFilter } from '@/entities/activity/activity-query';

/** The search part of the screen's address. */
export type ActivitySearch = { [Name in keyof ActivityFilter]?: string };

const names = ['kind', 'actor', 'team', 'op', 'from', 'to'] as const;

/** Keeps what the screen knows by name; what makes no sense the server refuses, and the screen says so. */
export function readActivitySearch(search: Record<string, unknown>): ActivitySearch {
  const result: ActivitySearch = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') result[name] = value;
  }
  return result;
}
