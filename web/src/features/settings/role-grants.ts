import type { Action, Reach } from '@/api/types';

/** The columns of the matrix, in the order of the server. */
export const actions: readonly Action[] = ['create', 'read', 'update', 'delete', 'export', 'assign'];
/** Each reach contains those before it. */
export const reaches: readonly Reach[] = ['none', 'own', 'team', 'all'];

export type FieldAccess = 'hidden' | 'read' | 'write';
export const fieldAccesses: readonly FieldAccess[] = ['hidden', 'read', 'write'];

export type KindGrants = Record<Action, Reach>;

export interface Grants {
  admin: boolean;
  kinds: Record<string, KindGrants>;
  fields: Record<string, Record<string, FieldAccess>>;
}

const nothing: KindGrants = {
  create: 'none',
  read: 'none',
  update: 'none',
  delete: 'none',
  export: 'none',
  assign: 'none',
};

export const noGrants: Grants = { admin: false, kinds: {}, fields: {} };

/** Reads the `grants` of a role. What is missing is not allowed, and a field without a word may be written. */
export function readGrants(stored: unknown): Grants {
  const source = asObject(stored);
  const kinds: Grants['kinds'] = {};
  for (const [kind, value] of Object.entries(asObject(source['kinds']))) {
    const given = asObject(value);
    const entries = actions.map((action) => [action, readWord(given[action], reaches, 'none')] as const);
    kinds[kind] = Object.fromEntries(entries) as KindGrants;
  }
  const fields: Grants['fields'] = {};
  for (const [kind, value] of Object.entries(asObject(source['fields']))) {
    const given = Object.entries(asObject(value));
    fields[kind] = Object.fromEntries(
      given.map(([key, word]) => [key, readWord(word, fieldAccesses, 'write')]),
    );
  }
  return { admin: source['admin'] === true, kinds, fields };
}

export function reachOf(grants: Grants, kind: string, action: Action): Reach {
  if (grants.admin) return 'all';
  return grants.kinds[kind]?.[action] ?? 'none';
}

/**
 * Sets one cell and keeps the row sensible: nobody changes what they may not see, so a wider change
 * widens reading, and narrower reading narrows the rest. Creating needs no reading.
 */
export function setReach(grants: Grants, kind: string, action: Action, reach: Reach): Grants {
  const row: KindGrants = { ...nothing, ...grants.kinds[kind], [action]: reach };
  if (action === 'read') {
    for (const other of actions) {
      if (other !== 'create' && wider(row[other], reach)) row[other] = reach;
    }
  } else if (action !== 'create' && wider(reach, row.read)) {
    row.read = reach;
  }
  return { ...grants, kinds: { ...grants.kinds, [kind]: row } };
}

/** The whole row at once. */
export function setRow(grants: Grants, kind: string, reach: Reach): Grants {
  const row = Object.fromEntries(actions.map((action) => [action, reach])) as KindGrants;
  return { ...grants, kinds: { ...grants.kinds, [kind]: row } };
}

/** The whole column at once, for the kinds that are on the screen. */
export function setColumn(grants: Grants, kinds: readonly string[], action: Action, reach: Reach): Grants {
  return kinds.reduce((next, kind) => setReach(next, kind, action, reach), grants);
}

export function accessOf(grants: Grants, kind: string, field: string): FieldAccess {
  if (grants.admin) return 'write';
  return grants.fields[kind]?.[field] ?? 'write';
}

/** Writing is what a field is when nothing is said, so it is not stored. */
export function setAccess(grants: Grants, kind: string, field: string, access: FieldAccess): Grants {
  const { [field]: _, ...others } = grants.fields[kind] ?? {};
  const row = access === 'write' ? others : { ...others, [field]: access };
  const { [kind]: __, ...rest } = grants.fields;
  return { ...grants, fields: Object.keys(row).length === 0 ? rest : { ...rest, [kind]: row } };
}

export function restrictedFields(grants: Grants, kind: string): number {
  return Object.values(grants.fields[kind] ?? {}).filter((access) => access !== 'write').length;
}

/** Whether two roles allow the same, however it is written down. */
export function sameGrants(a: Grants, b: Grants): boolean {
  if (a.admin !== b.admin) return false;
  const kinds = new Set([...Object.keys(a.kinds), ...Object.keys(b.kinds)]);
  for (const kind of kinds) {
    if (actions.some((action) => reachOf(a, kind, action) !== reachOf(b, kind, action))) return false;
  }
  for (const kind of new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])) {
    const fields = new Set([...Object.keys(a.fields[kind] ?? {}), ...Object.keys(b.fields[kind] ?? {})]);
    if ([...fields].some((field) => accessOf(a, kind, field) !== accessOf(b, kind, field))) return false;
  }
  return true;
}

function wider(a: Reach, b: Reach): boolean {
  return reaches.indexOf(a) > reaches.indexOf(b);
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function readWord<Word extends string>(value: unknown, words: readonly Word[], fallback: Word): Word {
  return words.find((word) => word === value) ?? fallback;
}
