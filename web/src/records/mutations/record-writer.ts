import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { isProblem, type ProblemError } from '@/api/problem-error';
import type { KindMeta, RecordRow } from '@/api/types';
import { readField, toBody, withValues } from '../model/field-path';
import type { Conflict } from './conflict-store';
import { patchCached, readCached } from './record-cache';

export type Values = Readonly<Record<string, unknown>>;

export interface Change {
  id: string;
  /** New values by path. */
  values: Values;
  /** What the person saw before, where that may have been replaced on the screen by what others did since. */
  from?: Values;
  /** The titles of newly chosen references, by the key under which the server includes them. */
  included?: Values;
  /** What follows from it: shown until the server says what came of it, but not sent and no cause for a conflict. */
  follows?: Values;
  /** How it gets to the server, where that is no PATCH of the record. */
  send?: (body: Record<string, unknown>, version: number | undefined) => Promise<RecordRow>;
}

export interface Written {
  record: RecordRow;
  /** What the changed fields were before, by path, and the titles that belonged to them. */
  before: { values: Values; included: Values };
}

interface Pending {
  values: Values;
  included: Values;
}

type Ask = (conflict: Conflict) => Promise<ReadonlySet<string>>;

/** Another conflict can only come from yet another change; this many in a row means something else is wrong. */
const MAX_ATTEMPTS = 5;

/**
 * Writes changes to records: on the screen at once, to the server one after the other per record,
 * so that two quick changes of one person never conflict with each other.
 */
export class RecordWriter {
  private readonly pending = new Map<string, Pending[]>();
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly client: QueryClient,
    private readonly ask: Ask,
  ) {}

  /** Rejects with the server's problem after the changed fields, and only they, have been put back. */
  async write(kind: KindMeta, change: Change): Promise<Written> {
    const { plural } = kind;
    const base = readCached(this.client, plural, change.id);
    if (!base) throw new Error('Only what is shown can be changed.');
    const before = snapshot(base, change);
    const mine: Pending = { values: change.values, included: besides(change) };
    const key = `${plural}/${change.id}`;
    this.pending.set(key, [...(this.pending.get(key) ?? []), mine]);
    const interrupted = this.interruptReading(plural);
    patchCached(this.client, plural, change.id, (record) => overlay(record, mine));

    return this.inTurn(key, async () => {
      try {
        const record = await this.send(kind, change, before.values);
        this.settle(key, mine);
        this.accept(plural, record);
        return { record, before };
      } catch (error) {
        this.settle(key, mine);
        this.rollBack(plural, change, before);
        throw error;
      } finally {
        for (const queryKey of interrupted) void this.client.invalidateQueries({ queryKey, exact: true });
      }
    });
  }

  /** Whether a change to a record of the kind is on its way. */
  isWriting(plural: string): boolean {
    return [...this.pending.keys()].some((key) => key.startsWith(`${plural}/`));
  }

  /** Lists that are read again just now would show what was before this change; they are read when it is through. */
  private interruptReading(plural: string): QueryKey[] {
    const reading = this.client
      .getQueryCache()
      .findAll({ queryKey: keys.lists(plural), fetchStatus: 'fetching' })
      .filter(({ state }) => state.data !== undefined && !state.fetchMeta?.fetchMore)
      .map(({ queryKey }) => queryKey);
    for (const queryKey of reading) void this.client.cancelQueries({ queryKey, exact: true });
    return reading;
  }

  /** Takes over a row of the server, and keeps on top of it what is still on its way there. */
  accept(plural: string, row: RecordRow): void {
    const later = this.pending.get(`${plural}/${row.id}`) ?? [];
    patchCached(this.client, plural, row.id, (record) =>
      record.version > row.version ? record : later.reduce(overlay, { ...record, ...row }),
    );
  }

  private async send(kind: KindMeta, change: Change, before: Values): Promise<RecordRow> {
    const { id, values, send = patch(kind, change) } = change;
    const { version: shown } = readCached(this.client, kind.plural, id) ?? {};
    const seen = { ...before, ...change.from };
    const outdated = Object.keys(seen).some((path) => !same(seen[path], before[path]));
    // The server says who changed meanwhile what this change began with, if it is asked for the version before.
    let version = outdated && shown !== undefined ? shown - 1 : shown;
    let rest = values;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(toBody(rest), version);
      } catch (error) {
        if (!isProblem(error, 'version_conflict') || !error.current || attempt >= MAX_ATTEMPTS) throw error;
        const { current } = error;
        version = current.version;
        rest = await this.resolve(kind, current, rest, seen, error);
        if (Object.keys(rest).length === 0) return current;
      }
    }
  }

  /** Changes to different fields merge silently; for the same field the person decides. */
  private async resolve(
    kind: KindMeta,
    current: RecordRow,
    values: Values,
    before: Values,
    problem: ProblemError,
  ): Promise<Values> {
    const contested = Object.entries(values).filter(([path, value]) => {
      const theirs = readField(current, path);
      return !same(theirs, before[path]) && !same(theirs, value);
    });
    if (contested.length === 0) return values;
    const useMine = await this.ask({
      kind,
      current,
      changedBy: problem.changedBy ?? null,
      changedAt: problem.changedAt ?? null,
      mine: Object.fromEntries(contested),
    });
    const given = new Set(contested.map(([path]) => path).filter((path) => !useMine.has(path)));
    return Object.fromEntries(Object.entries(values).filter(([path]) => !given.has(path)));
  }

  private rollBack(plural: string, change: Change, before: Written['before']): void {
    patchCached(this.client, plural, change.id, (record) => {
      // A field that has got another value since is not ours any more.
      const ours = Object.entries(before.values).filter(([path]) =>
        same(readField(record, path), change.values[path]),
      );
      return { ...withValues(record, Object.fromEntries(ours)), ...before.included };
    });
  }

  private settle(key: string, mine: Pending): void {
    const rest = (this.pending.get(key) ?? []).filter((other) => other !== mine);
    if (rest.length === 0) this.pending.delete(key);
    else this.pending.set(key, rest);
  }

  private inTurn<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const turn = (this.queues.get(key) ?? Promise.resolve()).then(task, task);
    this.queues.set(key, turn);
    const clear = () => {
      if (this.queues.get(key) === turn) this.queues.delete(key);
    };
    turn.then(clear, clear);
    return turn;
  }
}

function patch({ plural }: KindMeta, { id }: Change): NonNullable<Change['send']> {
  return (body, version) =>
    api.patch<RecordRow>(`/${plural}/${id}`, { body, ...(version !== undefined && { ifMatch: version }) });
}

/** What is shown with the change beside its values. */
function besides({ included, follows }: Change): Values {
  return { ...included, ...follows };
}

function overlay(record: RecordRow, { values, included }: Pending): RecordRow {
  return { ...withValues(record, values), ...included };
}

function snapshot(base: RecordRow, change: Change): Written['before'] {
  const values = Object.fromEntries(Object.keys(change.values).map((path) => [path, readField(base, path)]));
  const included = Object.fromEntries(Object.keys(besides(change)).map((key) => [key, base[key] ?? null]));
  return { values, included };
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
