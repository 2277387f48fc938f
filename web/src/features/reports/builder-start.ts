import type { KindMeta } from '@/api/types';
import { groupFields } from './measures';
import type { ReportSearch } from './report-search';

/** What a report can be made of: what somebody reads in lists. */
export function buildableKinds(kinds: readonly KindMeta[]): KindMeta[] {
  return kinds.filter(
    (kind) => kind.group !== 'system' && kind.capabilities.includes('table') && kind.rights.read !== 'none',
  );
}

// What most people would ask first, where a kind has it.
const usual = ['stage_id', 'stage', 'status', 'lifecycle', 'kind', 'owner_id', 'assignee_id'];

/** What the builder begins with: how many there are, by what says most about them. */
export function startOf(kind: KindMeta): ReportSearch {
  const paths = groupFields(kind).map(({ path }) => path);
  const first = usual.find((path) => paths.includes(path)) ?? paths[0];
  return {
    kind: kind.plural,
    measures: ['count'],
    groups: first === undefined ? [] : [first],
    chart: 'bar',
  };
}
