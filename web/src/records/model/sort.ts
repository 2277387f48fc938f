export interface SortKey {
  field: string;
  descending: boolean;
}

/** The server takes three keys at most; the id breaks ties after them. */
const MAX_SORT_KEYS = 3;

export function encodeSort(keys: readonly SortKey[]): string {
  return keys.map((key) => (key.descending ? `-${key.field}` : key.field)).join(',');
}

export function readSort(input: unknown): SortKey[] | undefined {
  if (typeof input !== 'string') return undefined;
  const keys = new Map<string, SortKey>();
  for (const part of input.split(',')) {
    const descending = part.startsWith('-');
    const field = descending ? part.slice(1) : part;
    if (field && !keys.has(field)) keys.set(field, { field, descending });
  }
  return keys.size === 0 ? undefined : [...keys.values()].slice(0, MAX_SORT_KEYS);
}

/** A click on a header: first ascending, then descending; `add` keeps the other keys. */
export function toggleSort(keys: readonly SortKey[], field: string, add: boolean): SortKey[] {
  const current = keys.find((key) => key.field === field);
  const next: SortKey = { field, descending: current ? !current.descending : false };
  if (!add) return [next];
  if (current) return keys.map((key) => (key.field === field ? next : key));
  return [...keys, next].slice(-MAX_SORT_KEYS);
}
