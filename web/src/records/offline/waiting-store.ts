import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import { create } from 'zustand';
import type { NewWaiting, Waiting } from '../mutations/waiting-room';

/** What a person does about what waits. */
export interface WaitingActions {
  /** Sends it, as far as the server can be reached. */
  send: () => Promise<void>;
  /** Tries once more what was refused. */
  tryAgain: (item: Waiting) => Promise<void>;
  discard: (item: Waiting) => Promise<void>;
}

interface WaitingState {
  /** What waits of the person who is here, the first first. */
  items: readonly Waiting[];
  /** Whether it is being sent just now. */
  sending: boolean;
  /** Whether the list of it is open. */
  open: boolean;
  /** None before somebody is signed in. */
  actions: WaitingActions | null;
}

export const useWaiting = create<WaitingState>()(() => ({
  items: [],
  sending: false,
  open: false,
  actions: null,
}));

/**
 * What waits, in the browser's database: it outlives the page, and all windows see the same.
 * The keys are those of the items.
 */
export class WaitingStore {
  private readonly database: UseStore = createStore('kith', 'waiting');
  private readonly channel = new BroadcastChannel('kith-waiting');
  private last = 0;

  constructor(private readonly user: string) {
    this.channel.addEventListener('message', () => void this.read());
  }

  close(): void {
    this.channel.close();
  }

  /** Reads anew what waits. */
  async read(): Promise<readonly Waiting[]> {
    const all = (await entries<string, Waiting>(this.database)).map(([, item]) => item);
    const items = all.filter(({ user }) => user === this.user).toSorted((a, b) => a.at - b.at);
    useWaiting.setState({ items });
    return items;
  }

  async add(item: NewWaiting): Promise<void> {
    // Two of the same moment keep their order.
    this.last = Math.max(this.last + 1, Date.now());
    const kept: Waiting = { ...item, user: this.user, at: this.last };
    useWaiting.setState(({ items }) => ({ items: [...items, kept] }));
    await set(kept.id, kept, this.database);
    this.tell();
  }

  /** Says why the server did not take it, or that it is to be tried again. */
  async mark(item: Waiting, refused: string | undefined): Promise<void> {
    const { refused: _, ...rest } = item;
    await set(item.id, refused === undefined ? rest : { ...rest, refused }, this.database);
    await this.read();
    this.tell();
  }

  async remove(item: Waiting): Promise<void> {
    await del(item.id, this.database);
    await this.read();
    this.tell();
  }

  private tell(): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of this origin alone
    this.channel.postMessage(null);
  }
}
