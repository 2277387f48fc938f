import type { Operator } from '@/api/types';

/**
 * A filter as the API takes it: conditions joined by `and`, `or` and `not`.
 * Positions are paths of indices from the root; the child of a `not` has index 0.
 */
export interface Condition {
  field: string;
  op: Operator;
  value?: unknown;
}
export type FilterGroup = { and: FilterNode[] } | { or: FilterNode[] };
export type FilterNode = Condition | FilterGroup | { not: FilterNode };
export type FilterPath = readonly number[];
export type Joiner = 'and' | 'or';

/** The server refuses more; so the panel stops offering to add at these. */
export const MAX_CONDITIONS = 50;
export const MAX_DEPTH = 5;

export const EMPTY_FILTER: FilterGroup = { and: [] };

const OPERATORS: ReadonlySet<string> = new Set<Operator>([
  ...(['eq', 'ne', 'in', 'not_in', 'contains', 'not_contains', 'starts_with', 'ends_with'] as const),
  ...(['gt', 'gte', 'lt', 'lte', 'between', 'before', 'after', 'on_or_before', 'on_or_after'] as const),
  ...(['in_last_days', 'in_next_days', 'has_any', 'has_all', 'has_none', 'empty', 'not_empty'] as const),
]);
const VALUELESS: ReadonlySet<Operator> = new Set(['empty', 'not_empty']);

export function needsValue(op: Operator): boolean {
  return !VALUELESS.has(op);
}

export function isGroup(node: FilterNode): node is FilterGroup {
  return 'and' in node || 'or' in node;
}

export function isCondition(node: FilterNode): node is Condition {
  return 'field' in node;
}

export function joinerOf(group: FilterGroup): Joiner {
  return 'and' in group ? 'and' : 'or';
}

export function childrenOf(node: FilterNode): FilterNode[] {
  if ('and' in node) return node.and;
  if ('or' in node) return node.or;
  if ('not' in node) return [node.not];
  return [];
}

export function groupOf(joiner: Joiner, children: FilterNode[]): FilterGroup {
  return joiner === 'and' ? { and: children } : { or: children };
}

function withChildren(node: FilterNode, children: FilterNode[]): FilterNode {
  if (isGroup(node)) return groupOf(joinerOf(node), children);
  const [only] = children;
  return only === undefined ? EMPTY_FILTER : { not: only };
}

export function nodeAt(root: FilterNode, path: FilterPath): FilterNode | undefined {
  return path.reduce<FilterNode | undefined>(
    (node, index) => (node === undefined ? undefined : childrenOf(node)[index]),
    root,
  );
}

/** Replaces the node at `path`; `null` removes it and every group that it leaves empty. */
export function replaceAt(root: FilterGroup, path: FilterPath, next: FilterNode | null): FilterGroup {
  const result = replaceIn(root, path, next);
  if (result === null) return groupOf(joinerOf(root), []);
  return isGroup(result) ? result : { and: [result] };
}

function replaceIn(node: FilterNode, path: FilterPath, next: FilterNode | null): FilterNode | null {
  const [index, ...rest] = path;
  if (index === undefined) return next;
  const children = childrenOf(node).flatMap((child, at) => {
    if (at !== index) return [child];
    const replaced = replaceIn(child, rest, next);
    return replaced === null ? [] : [replaced];
  });
  return children.length === 0 ? null : withChildren(node, children);
}

/** Adds a node at the end of the group at `path`. */
export function appendAt(root: FilterGroup, path: FilterPath, node: FilterNode): FilterGroup {
  const target = nodeAt(root, path);
  if (target === undefined || !isGroup(target)) return root;
  return replaceAt(root, path, groupOf(joinerOf(target), [...childrenOf(target), node]));
}

/** Adds a condition that every match must meet, whatever the root joins by. */
export function requireAlso(root: FilterGroup, node: FilterNode): FilterGroup {
  if ('and' in root) return { and: [...root.and, node] };
  return root.or.length === 0 ? { and: [node] } : { and: [root, node] };
}

export function countConditions(node: FilterNode): number {
  if (isCondition(node)) return 1;
  return childrenOf(node).reduce((sum, child) => sum + countConditions(child), 0);
}

export function depthOf(node: FilterNode): number {
  if (isCondition(node)) return 0;
  return 1 + childrenOf(node).reduce((deepest, child) => Math.max(deepest, depthOf(child)), 0);
}

export function isComplete(condition: Condition): boolean {
  if (!needsValue(condition.op)) return true;
  const { value } = condition;
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => item !== null && item !== '');
  return true;
}

/** What is worth sending: complete conditions only, no empty group, no group of one. `null` when nothing remains. */
export function simplify(node: FilterNode): FilterNode | null {
  if (isCondition(node)) return isComplete(node) ? node : null;
  const children = childrenOf(node)
    .map(simplify)
    .filter((child) => child !== null);
  const [first] = children;
  if (first === undefined) return null;
  if (!isGroup(node)) return { not: first };
  return children.length === 1 ? first : groupOf(joinerOf(node), children);
}

/** Reads a filter that came from an address or a saved view, and drops what is not one. */
export function readFilter(input: unknown): FilterGroup | undefined {
  const node = readNode(parseIfText(input), 0);
  if (node === undefined) return undefined;
  if (countConditions(node) > MAX_CONDITIONS) return undefined;
  return isGroup(node) ? node : { and: [node] };
}

function parseIfText(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  try {
    return JSON.parse(input) as unknown;
  } catch {
    return undefined;
  }
}

function readNode(input: unknown, depth: number): FilterNode | undefined {
  if (typeof input !== 'object' || input === null || depth > MAX_DEPTH) return undefined;
  const source = input as Record<string, unknown>;
  for (const joiner of ['and', 'or'] as const) {
    const list = source[joiner];
    if (!Array.isArray(list)) continue;
    const children = list.map((child) => readNode(child, depth + 1)).filter((child) => child !== undefined);
    return groupOf(joiner, children);
  }
  if ('not' in source) {
    const inner = readNode(source['not'], depth + 1);
    return inner && { not: inner };
  }
  const { field, op, value } = source;
  if (typeof field !== 'string' || typeof op !== 'string' || !OPERATORS.has(op)) return undefined;
  const condition = { field, op: op as Operator };
  return value === undefined ? condition : { ...condition, value };
}
