/** The search part of the address: whose day it is, mine where nobody is named. */
export interface DaySearch {
  owner?: string;
  team?: string;
}

const word = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads it; what it cannot read, it drops. */
export function readDaySearch(search: Record<string, unknown>): DaySearch {
  const [owner, team] = [word(search['owner']), word(search['team'])];
  if (team !== undefined) return { team };
  return owner === undefined || owner === 'me' ? {} : { owner };
}
