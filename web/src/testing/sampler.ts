import type { ColumnState } from '@/records/model/columns';
import type { FilterGroup, FilterNode } from '@/records/model/filter-tree';

/** Random choices that are the same in every run, for tests over many made-up values. */
export interface Sampler {
  upTo: (most: number) => number;
  chance: () => boolean;
  /** One to `most` items. */
  list: <Item>(most: number, make: (index: number) => Item) => Item[];
}

export function sampler(seed: number): Sampler {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const upTo = (most: number) => Math.floor(next() * (most + 1));
  return {
    upTo,
    chance: () => next() < 0.5,
    list: (most, make) => Array.from({ length: 1 + upTo(most - 1) }, (_, index) => make(index)),
  };
}

export function sampleColumn(random: Sampler, index: number): ColumnState {
  const column: ColumnState = { key: random.chance() ? `field_${index}` : `custom.own_${index}` };
  if (random.chance()) column.width = 80 + random.upTo(400);
  if (random.chance()) column.pinned = true;
  return column;
}

export function sampleFilter(random: Sampler, depth = 0): FilterGroup {
  const children = random.list(3, () => sampleNode(random, depth + 1));
  return random.chance() ? { and: children } : { or: children };
}

function sampleNode(random: Sampler, depth: number): FilterNode {
  if (depth < 3 && random.chance()) {
    const group = sampleFilter(random, depth);
    return random.chance() ? group : { not: group };
  }
  const field = `field_${random.upTo(20)}`;
  if (random.chance()) return { field, op: 'in', value: random.list(4, (index) => `value ${index}`) };
  return random.chance() ? { field, op: 'gte', value: random.upTo(100) } : { field, op: 'not_empty' };
}
