import { hashKey, type QueryKey } from '@tanstack/react-query';
import type { Wish } from '@/api/events';
import type { KindMeta } from '@/api/types';

/** What a query that is on the screen has to hear of. */
export interface Need {
  name: string;
  wish: Wish;
}

/** Queries over many kinds; their answers are read again when any of these changes. */
const OVERVIEWS = new Set(['dashboard', 'queue', 'activity']);

export const isOverview = (key: QueryKey) => OVERVIEWS.has(String(key[0]));

const numbers = new Map<string, number>();

/** The name of a filtered list's subscription, and that under which its changes wait. */
export function listName(key: QueryKey): string {
  const hash = hashKey(key);
  const number = numbers.get(hash) ?? numbers.size + 1;
  numbers.set(hash, number);
  return `list ${number}`;
}

export const allName = (plural: string) => `all ${plural}`;
export const aroundName = (plural: string, id: string) => `around ${plural} ${id}`;

/** The subscriptions that a query needs, by its key alone. */
export function needsOf(key: QueryKey, kinds: readonly KindMeta[]): Need[] {
  if (isOverview(key)) {
    return kinds.filter((kind) => kind.group !== 'system').map((kind) => all(kind.plural));
  }
  const [plural, what, which] = key;
  if (typeof plural !== 'string') return [];
  if (plural === 'jobs') return what === 'one' && which ? [job(String(which))] : [];
  switch (what) {
    case 'list': {
      const filter = filterOf(which);
      return [filter === null ? all(plural) : { name: listName(key), wish: { kind: plural, filter } }];
    }
    case 'aggregate':
      return [all(plural)];
    case 'one':
    case 'timeline':
    case 'related':
    case 'pinned':
    case 'thread':
      return typeof which === 'string' && kinds.some((kind) => kind.plural === plural)
        ? [{ name: aroundName(plural, which), wish: { kind: plural, record: which } }]
        : [];
    default:
      return [];
  }
}

/** Jobs are no records and have no kind; they are followed one by one. */
const job = (id: string): Need => ({ name: `job ${id}`, wish: { kind: 'jobs', record: id } });

const all = (plural: string): Need => ({ name: allName(plural), wish: { kind: plural } });

/** The filter of a list, from what its key says. */
export function filterOf(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'filter' in query ? (query.filter ?? null) : null;
}

/** The fields a filter looks at. */
export function filteredBy(filter: unknown): string[] {
  if (Array.isArray(filter)) return filter.flatMap(filteredBy);
  if (typeof filter !== 'object' || filter === null) return [];
  return Object.entries(filter).flatMap(([name, value]) =>
    name === 'field' && typeof value === 'string' ? [value] : name === 'value' ? [] : filteredBy(value),
  );
}

/** The fields a list is ordered by, without their direction. */
export function sortedBy(query: unknown): string[] {
  const sort = typeof query === 'object' && query !== null && 'sort' in query ? query.sort : '';
  return String(sort)
    .split(',')
    .map((field) => field.replace(/^-/, ''))
    .filter((field) => field !== '');
}
