import { create } from 'zustand';
import type { Present, Viewing } from '@/api/events';

interface LiveState {
  /** By list: the records that came, went or may have moved, which the list does not show yet. */
  waiting: Readonly<Record<string, ReadonlySet<string>>>;
  /** Records that somebody else changed a moment ago. */
  fresh: ReadonlySet<string>;
  /** By kind and id: who else looks at the record. */
  present: Readonly<Record<string, readonly Present[]>>;
  /** What this person looks at; whoever holds the stream passes it on. */
  viewing: Viewing | null;
  /** Whether the stream of events is broken. */
  lost: boolean;
  /** Whether a card is being carried by the pointer. */
  carrying: boolean;
}

/** What the stream of events says beside the data itself. */
export const useLive = create<LiveState>()(() => ({
  waiting: {},
  fresh: new Set(),
  present: {},
  viewing: null,
  lost: false,
  carrying: false,
}));

export const spotOf = (kind: string, id: string) => `${kind}/${id}`;

export function addWaiting(list: string, id: string): void {
  useLive.setState(({ waiting }) => ({ waiting: { ...waiting, [list]: new Set(waiting[list]).add(id) } }));
}

export function clearWaiting(matches: (list: string) => boolean): void {
  useLive.setState(({ waiting }) => {
    const rest = Object.entries(waiting).filter(([list]) => !matches(list));
    return rest.length === Object.keys(waiting).length ? {} : { waiting: Object.fromEntries(rest) };
  });
}

/** As long as the tint lasts (ux: 600 ms), and a little longer, so that it is not cut off. */
const TINT = 700;

export function markFresh(id: string): void {
  useLive.setState(({ fresh }) => ({ fresh: new Set(fresh).add(id) }));
  setTimeout(() => {
    useLive.setState(({ fresh }) => ({ fresh: new Set([...fresh].filter((other) => other !== id)) }));
  }, TINT);
}
