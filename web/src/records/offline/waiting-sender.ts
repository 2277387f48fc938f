import { onlineManager, type QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import { failureText } from '../mutations/failure-text';
import { refreshLists, refreshTotals } from '../mutations/record-cache';
import type { Values } from '../mutations/record-writer';
import {
  waitsStill,
  type NewWaiting,
  type Waiting,
  type WaitingChange,
  type WaitingEntry,
  type WaitingRoom,
} from '../mutations/waiting-room';
import { writerOf } from '../mutations/writer-of';
import { insertEntry, patchEntryRecord, refreshTimeline, removeEntry } from '../timeline/timeline-cache';
import { useWaiting, WaitingStore, type WaitingActions } from './waiting-store';

/** How often it is tried again, where nothing says that the server is back. */
const TRY_AGAIN = 20_000;

/** Sends what waits, in the order in which it was done, one window at a time. */
export class WaitingSender implements WaitingRoom, WaitingActions {
  private readonly store: WaitingStore;
  private timer: ReturnType<typeof setInterval> | undefined;
  private ends: (() => void)[] = [];

  constructor(
    private readonly client: QueryClient,
    private readonly kinds: readonly KindMeta[],
    user: string,
  ) {
    this.store = new WaitingStore(user);
  }

  async start(): Promise<void> {
    useWaiting.setState({ actions: this });
    this.ends = [
      onlineManager.subscribe((online) => online && void this.send()),
      this.client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
        this.cover(event.query.queryKey);
      }),
      // Another window may have added something, or sent it.
      useWaiting.subscribe(({ items }, before) => items !== before.items && this.show(items, before.items)),
    ];
    this.timer = setInterval(() => void this.send(), TRY_AGAIN);
    await this.store.read();
    await this.send();
  }

  stop(): void {
    clearInterval(this.timer);
    this.ends.forEach((end) => end());
    this.store.close();
    useWaiting.setState({ items: [], open: false, actions: null });
  }

  holds(plural: string, id: string): boolean {
    return useWaiting
      .getState()
      .items.some(
        (item) => item.type === 'change' && isReady(item) && item.plural === plural && item.change.id === id,
      );
  }

  async add(item: NewWaiting): Promise<void> {
    await this.store.add(item);
    // The server may be back: then what came behind others need not wait for the next try.
    void this.send();
  }

  async tryAgain(item: Waiting): Promise<void> {
    await this.store.mark(item, undefined);
    if (item.type === 'change') writerOf(this.client).show(item);
    await this.send();
  }

  async discard(item: Waiting): Promise<void> {
    if (item.type === 'change') {
      writerOf(this.client).takeBack(item);
      this.coverEntry(item, item.before);
    } else {
      removeEntry(this.client, item.of, item.id);
    }
    await this.store.remove(item);
  }

  async send(): Promise<void> {
    if (!onlineManager.isOnline() || !useWaiting.getState().items.some(isReady)) return;
    await alone(async () => {
      useWaiting.setState({ sending: true });
      try {
        const items = await this.store.read();
        for (const item of items.filter(isReady)) {
          if (!(await this.sendOne(item))) break;
        }
      } finally {
        useWaiting.setState({ sending: false });
      }
    });
  }

  /** Answers whether to go on with the next. */
  private async sendOne(item: Waiting): Promise<boolean> {
    const kind = this.kinds.find(({ plural }) => plural === item.plural);
    if (!kind) return true;
    try {
      await (item.type === 'change' ? writerOf(this.client).sendWaiting(kind, item) : this.write(item));
    } catch (error) {
      if (waitsStill(error)) return false;
      if (item.type === 'change') this.coverEntry(item, item.before);
      else removeEntry(this.client, item.of, item.id);
      await this.store.mark(item, failureText(error));
      return true;
    }
    await this.store.remove(item);
    await this.afterwards(item);
    return true;
  }

  private async write({ plural, body, id, of }: WaitingEntry): Promise<void> {
    await api.post<RecordRow>(`/${plural}`, { body, idempotencyKey: id });
    removeEntry(this.client, of, id);
  }

  private async afterwards(item: Waiting): Promise<void> {
    if (item.type === 'change') {
      await refreshTotals(this.client, item.plural);
      await refreshTimeline(this.client, item.of ?? { plural: item.plural, id: item.change.id });
      return;
    }
    await Promise.all([
      refreshTimeline(this.client, item.of),
      refreshLists(this.client, item.plural),
      this.client.invalidateQueries({ queryKey: keys.one(item.of.plural, item.of.id) }),
    ]);
  }

  private show(items: readonly Waiting[], before: readonly Waiting[]): void {
    const writer = writerOf(this.client);
    for (const item of items) {
      if (item.refused !== undefined) continue;
      const known = before.some(({ id }) => id === item.id);
      if (item.type === 'change') writer.show(item);
      if (known) continue;
      if (item.type === 'change') this.coverEntry(item, item.change.values);
      else this.showEntry(item);
    }
    const left = before.filter(({ id }) => !items.some((item) => item.id === id));
    for (const item of left) if (item.type === 'change') writer.forget(item);
  }

  private showEntry({ of, entry, id }: WaitingEntry): void {
    removeEntry(this.client, of, id);
    insertEntry(this.client, of, entry);
  }

  private coverEntry({ of, change }: WaitingChange, values: Values): void {
    if (of) patchEntryRecord(this.client, of, change.id, (record) => ({ ...record, ...values }));
  }

  /** What is read from the server, or was kept of it, does not know yet what waits. */
  private cover([plural, what, id]: readonly unknown[]): void {
    const items = useWaiting.getState().items.filter(isReady);
    if (items.some((item) => item.type === 'change' && item.plural === plural)) {
      writerOf(this.client).coverRows(String(plural));
    }
    if (what !== 'timeline') return;
    for (const item of items) {
      if (item.of?.plural !== plural || item.of?.id !== id) continue;
      if (item.type === 'entry') this.showEntry(item);
      else this.coverEntry(item, item.change.values);
    }
  }
}

const isReady = (item: Waiting) => item.refused === undefined;

async function alone(run: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return run();
  await navigator.locks.request('kith-waiting', { ifAvailable: true }, async (lock) => {
    if (lock) await run();
  });
}
