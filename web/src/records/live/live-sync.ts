import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';
import { api } from '@/api/client';
import { EventStream, type LiveEvent, type Wish } from '@/api/events';
import type { Job } from '@/api/jobs';
import { keys } from '@/api/keys';
import type { KindMeta, Page, RecordRow } from '@/api/types';
import { includesOf } from '../model/list-params';
import type { ListData } from '../mutations/list-data';
import { readCached, shortenList } from '../mutations/record-cache';
import { writerOf } from '../mutations/writer-of';
import { addWaiting, clearWaiting, markFresh, spotOf, useLive } from './live-store';
import { isMoved } from './placement';
import { throttled } from './throttle';
import { allName, aroundName, filterOf, isOverview, listName, needsOf } from './wishes';

/** Changes that arrive within this time are read together. */
const GATHER = 40;
/** Figures are read again at most so often. */
const FIGURES_PAUSE = 3_000;
/** Away for longer, everything on the screen is read again instead of caught up with. */
const AWAY = 5 * 60_000;
/** Rows of one request. */
const MOST_ROWS = 200;

/**
 * Keeps what is on the screen up to date with what others do. It looks at the cache: what a query there shows
 * says what to subscribe to, and an event says which queries it concerns.
 */
export class LiveSync {
  private readonly stream: EventStream;
  private readonly held = new Map<string, Wish>();
  private readonly wanted = new Map<string, Set<string>>();
  private readonly runners = new Map<string, () => void>();
  private hiddenSince: number | null = null;
  private ends: (() => void)[] = [];

  constructor(
    private readonly client: QueryClient,
    private readonly kinds: readonly KindMeta[],
    /** Kinds whose titles are known without asking. */
    private readonly known: ReadonlySet<string>,
    private readonly me: string,
    since: string | null,
  ) {
    this.stream = new EventStream(
      {
        onEvent: (event) => this.take(event),
        onPresence: ({ kind, id, people }) =>
          useLive.setState(({ present }) => ({ present: { ...present, [spotOf(kind, id)]: people } })),
        onJob: (job) => this.follow(job),
        onReset: () => this.startOver(),
        onLost: (lost) => useLive.setState({ lost }),
        onOpen: (open) => {
          document.documentElement.dataset['live'] = open ? 'on' : 'off';
          // Whoever waits for a job has to ask from now on.
          if (!open) void client.invalidateQueries({ queryKey: keys.kind('jobs') });
        },
      },
      since,
    );
  }

  start(): void {
    const look = throttled(() => this.subscribeToShown(), 0, 50);
    this.ends = [
      this.client.getQueryCache().subscribe((event) => {
        if (event.type === 'observerAdded' || event.type === 'observerRemoved') look();
        // Whatever was read from the server shows what had been waiting.
        if (event.type === 'updated' && event.action.type === 'success' && !event.action.manual) {
          const name = listName(event.query.queryKey);
          clearWaiting((list) => list === name);
        }
      }),
      useLive.subscribe(({ viewing }, before) => {
        if (viewing !== before.viewing) this.stream.view(viewing);
      }),
    ];
    document.addEventListener('visibilitychange', this.onVisibility);
    this.stream.view(useLive.getState().viewing);
    this.subscribeToShown();
    this.stream.start();
  }

  stop(): void {
    this.stream.stop();
    this.ends.forEach((end) => end());
    document.removeEventListener('visibilitychange', this.onVisibility);
  }

  private readonly onVisibility = () => {
    if (document.hidden) this.hiddenSince = Date.now();
    else if (this.hiddenSince !== null && Date.now() - this.hiddenSince > AWAY) this.startOver();
  };

  private shown(): Query[] {
    return this.client.getQueryCache().findAll({ type: 'active' });
  }

  private subscribeToShown(): void {
    const needed = new Map<string, Wish>();
    for (const query of this.shown()) {
      for (const { name, wish } of needsOf(query.queryKey, this.kinds)) needed.set(name, wish);
    }
    for (const name of this.held.keys()) {
      if (needed.has(name)) continue;
      this.held.delete(name);
      this.stream.unsubscribe(name);
    }
    for (const [name, wish] of needed) {
      if (this.held.has(name)) continue;
      this.held.set(name, wish);
      this.stream.subscribe(name, wish);
    }
  }

  private take(event: LiveEvent): void {
    const { kind: plural, id } = event;
    const known = readCached(this.client, plural, id);
    const seen = known !== undefined && event.version !== undefined && known.version >= event.version;
    if (known && !seen && event.op !== 'removed') this.ask(plural, id);
    for (const query of this.shown()) this.concern(query, event, seen);
  }

  private follow(job: Job): void {
    // An answer that is on its way is older than this.
    void this.client.cancelQueries({ queryKey: keys.job(job.id) });
    this.client.setQueryData(keys.job(job.id), job);
  }

  /** What an event means for one query on the screen. */
  private concern({ queryKey, meta }: Query, event: LiveEvent, seen: boolean): void {
    const [plural, what, which] = queryKey;
    if (isOverview(queryKey)) return this.later(queryKey, 400, FIGURES_PAUSE);
    if (typeof which === 'string' && aroundName(String(plural), which) in event.subscriptions) {
      const itself = event.kind === plural && event.id === which;
      // The record itself comes with its row; what stands around it is read again.
      if (what !== 'one') this.later(queryKey, 100, 500);
      else if (itself && event.op === 'removed') this.later(queryKey, 0, 500);
      return;
    }
    if (plural !== event.kind) return;
    if (what === 'aggregate') this.later(queryKey, 150, FIGURES_PAUSE);
    else if (what === 'list') this.place(queryKey, meta?.['live'] !== 'waits', event, seen);
  }

  private place(queryKey: QueryKey, atOnce: boolean, event: LiveEvent, seen: boolean): void {
    const query = queryKey[2];
    const data = this.client.getQueryData<ListData>(queryKey);
    const name = filterOf(query) === null ? allName(event.kind) : listName(queryKey);
    const found = event.subscriptions[name];
    if (found === undefined) return;
    const moved = isMoved(event, {
      query,
      has: data?.pages?.some((page) => page.data.some((row) => row.id === event.id)) ?? false,
      found,
      titleFields: this.kinds.find((kind) => kind.plural === event.kind)?.title_fields ?? [],
    });
    if (atOnce) {
      // A board shows where its cards are; whoever moved one here sees that already.
      if (!seen) this.later(queryKey, 100, 1_000);
    } else if (moved && event.actor !== this.me) {
      addWaiting(listName(queryKey), event.id);
    }
  }

  /** Reads a query again: soon, and not too often. */
  private later(queryKey: QueryKey, soon: number, pause: number): void {
    const name = JSON.stringify(queryKey);
    let run = this.runners.get(name);
    if (!run) {
      run = throttled(() => this.readAgain(queryKey, run), soon, pause);
      this.runners.set(name, run);
    }
    run();
  }

  private readAgain(queryKey: QueryKey, again?: () => void): void {
    // Nothing may move below a card that is carried, nor go back to before a change that is on its way.
    if (useLive.getState().carrying || writerOf(this.client).isWriting(String(queryKey[0]))) return again?.();
    if (queryKey[1] === 'list') shortenList(this.client, queryKey);
    void this.client.invalidateQueries({ queryKey, exact: true });
  }

  private ask(plural: string, id: string): void {
    const waiting = this.wanted.get(plural);
    if (waiting) {
      waiting.add(id);
      return;
    }
    this.wanted.set(plural, new Set([id]));
    setTimeout(() => void this.readRows(plural), GATHER);
  }

  /** Reads changed rows as lists show them, and puts them where they are shown. */
  private async readRows(plural: string): Promise<void> {
    const ids = [...(this.wanted.get(plural) ?? [])].slice(0, MOST_ROWS);
    this.wanted.delete(plural);
    const kind = this.kinds.find((candidate) => candidate.plural === plural);
    if (!kind) return;
    const query = {
      filter: JSON.stringify({ field: 'id', op: 'in', value: ids }),
      include: includesOf(kind, this.known),
      limit: MOST_ROWS,
    };
    // What cannot be read now comes with the next change, or when the list is read again.
    const page = await api.get<Page>(`/${plural}`, { query }).catch(() => null);
    for (const row of page?.data ?? []) this.show(plural, row);
  }

  private show(plural: string, row: RecordRow): void {
    const before = readCached(this.client, plural, row.id);
    if (before && before.version >= row.version) return;
    writerOf(this.client).accept(plural, row);
    markFresh(row.id);
  }

  /** Everything on the screen once more; long lists from their beginning. */
  private startOver(): void {
    this.hiddenSince = null;
    for (const { queryKey } of this.shown()) {
      if (queryKey[1] === 'list') shortenList(this.client, queryKey);
    }
    void this.client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.bootstrap[0] });
  }
}
