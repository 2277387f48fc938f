/** The search part of the dashboard's address, as it was written. What it means, `readFocus` says. */
export interface DashboardSearch {
  period?: string;
  from?: string;
  to?: string;
  owner?: string;
  team?: string;
  pipeline?: string;
}

const names = ['period', 'from', 'to', 'owner', 'team', 'pipeline'] as const;

/** Keeps what the dashboard knows by name; a route uses it as its `validateSearch`. */
export function readDashboardSearch(search: Record<string, unknown>): DashboardSearch {
  const result: DashboardSearch = {};
  for (const name of names) {
    const value = search[name];
    if (value !== undefined && value !== null && value !== '') {
      // The router reads `from=2025` as a number.
      result[name] = typeof value === 'string' ? value : JSON.stringify(value);
    }
  }
  return result;
}
