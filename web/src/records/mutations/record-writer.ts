import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import { OfflineError } from '@/api/offline-error';
import { isProblem, type ProblemError } from '@/api/problem-error';
import type { KindMeta, RecordRow } from '@/api/types';
import { readField, toBody, withValues } from '../model/field-path';
import type { Conflict } from './conflict-store';
import { patchCached, readCached } from './record-cache';
import { sendChange, type Via } from './send-change';
import { waitingRoom, waitsStill, type WaitingChange } from './waiting-room';

export type Values = Readonly<Record<string, unknown>>;

export interface Change extends SentChange {
  /** What has to be through before. */
  after?: Promise<unknown>;
}

/** What is known of a change wherever it is sent from, now or later. */
export interface SentChange {
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
  via?: Via;
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
  /** What of it waits for the server to be reached, by the id under which it waits. */
  private readonly parked = new Map<string, Pending>();
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
        await change.after;
        if (waitingRoom()?.holds(plural, change.id)) return await this.park(plural, change, before, mine);
        const record = await this.send(kind, change, before.values);
        this.settle(key, mine);
        this.accept(plural, record);
        return { record, before };
      } catch (error) {
        if (error instanceof OfflineError && waitingRoom())
          return await this.park(plural, change, before, mine);
        this.settle(key, mine);
        this.rollBack(plural, change, before);
        throw error;
      } finally {
        for (const queryKey of interrupted) void this.client.invalidateQueries({ queryKey, exact: true });
      }
    });
  }

  /** Keeps a change until the server can be reached. It stays on the screen. */
  private async park(
    plural: string,
    change: Change,
    before: Written['before'],
    mine: Pending,
  ): Promise<Written> {
    const record = readCached(this.client, plural, change.id);
    if (!record) throw new Error('Only what is shown can be changed.');
    const { after: _, ...sent } = change;
    const id = crypto.randomUUID();
    this.parked.set(id, mine);
    const { values, included } = before;
    await waitingRoom()?.add({
      id,
      type: 'change',
      plural,
      title: record.title,
      change: sent,
      before: values,
      titles: included,
      version: record.version,
    });
    return { record, before };
  }

  /** Shows a change that waits, also one that was made on an earlier visit. */
  show({ id, plural, change }: WaitingChange): void {
    if (this.parked.has(id)) return;
    const mine: Pending = { values: change.values, included: besides(change) };
    const key = `${plural}/${change.id}`;
    this.parked.set(id, mine);
    this.pending.set(key, [...(this.pending.get(key) ?? []), mine]);
    patchCached(this.client, plural, change.id, (record) => overlay(record, mine));
  }

  /** Sends a change that waited. Rejects like [`write`], with the fields put back; not where it still has to wait. */
  async sendWaiting(kind: KindMeta, item: WaitingChange): Promise<void> {
    await this.inTurn(`${kind.plural}/${item.change.id}`, async () => {
      try {
        const record = await this.send(kind, item.change, item.before, item.version);
        this.forget(item);
        this.accept(kind.plural, record);
      } catch (error) {
        if (!waitsStill(error)) this.takeBack(item);
        throw error;
      }
    });
  }

  /** Puts the fields of a change back that is not sent any more. */
  takeBack(item: WaitingChange): void {
    this.forget(item);
    this.rollBack(item.plural, item.change, { values: item.before, included: item.titles });
  }

  /** No longer keeps a change on top of what the server says. */
  forget({ id, plural, change }: WaitingChange): void {
    const mine = this.parked.get(id);
    this.parked.delete(id);
    if (mine) this.settle(`${plural}/${change.id}`, mine);
  }

  /** Puts what waits on top of rows that were just read. */
  coverRows(plural: string): void {
    for (const [key, pending] of this.pending) {
      if (!key.startsWith(`${plural}/`)) continue;
      patchCached(this.client, plural, key.slice(plural.length + 1), (record) =>
        pending.reduce(overlay, record),
      );
    }
  }

  /** Whether a change to a record of the kind is on its way. */
  isWriting(plural: string): boolean {
    const parked = new Set(this.parked.values());
    return [...this.pending].some(
      ([key, pending]) => key.startsWith(`${plural}/`) && pending.some((change) => !parked.has(change)),
    );
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

  private async send(kind: KindMeta, change: SentChange, before: Values, known?: number): Promise<RecordRow> {
    const { id, values, via } = change;
    const { version: shown } = readCached(this.client, kind.plural, id) ?? {};
    const seen = { ...before, ...change.from };
    const outdated = Object.keys(seen).some((path) => !same(seen[path], before[path]));
    // The server says who changed meanwhile what this change began with, if it is asked for the version before.
    let version = known ?? (outdated && shown !== undefined ? shown - 1 : shown);
    let rest = values;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await sendChange(`/${kind.plural}/${id}`, toBody(rest), version, via);
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

  private rollBack(plural: string, change: SentChange, before: Written['before']): void {
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

/** What is shown with the change beside its values. */
function besides({ included, follows }: SentChange): Values {
  return { ...included, ...follows };
}

function overlay(record: RecordRow, { values, included }: Pending): RecordRow {
  return { ...withValues(record, values), ...included };
}

function snapshot(base: RecordRow, change: SentChange): Written['before'] {
  const values = Object.fromEntries(Object.keys(change.values).map((path) => [path, readField(base, path)]));
  const included = Object.fromEntries(Object.keys(besides(change)).map((key) => [key, base[key] ?? null]));
  return { values, included };
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
