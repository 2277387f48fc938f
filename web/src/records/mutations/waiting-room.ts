import { OfflineError } from '@/api/offline-error';
import { isProblem } from '@/api/problem-error';
import type { TimelineRecordEntry } from '@/api/types';
import type { SentChange, Values } from './record-writer';

interface Waits {
  /** Made here. Of a new record it is the key under which a try that got lost is known. */
  id: string;
  /** Whose it is: somebody else's is never sent. */
  user: string;
  /** When it was done here, in milliseconds. */
  at: number;
  /** What it is called while it waits. */
  title: string;
  /** Why the server did not take it; then it waits for the person. */
  refused?: string;
}

/** A change of a record. */
export interface WaitingChange extends Waits {
  type: 'change';
  plural: string;
  change: SentChange;
  /** What the changed fields were, by path. */
  before: Values;
  /** And the titles that belonged to them. */
  titles: Values;
  /** The version of the record that was seen then. What others did since is a conflict, also where it is shown by now. */
  version: number;
  /** The record on whose timeline it is shown too. */
  of?: { plural: string; id: string };
}

/** A note, an interaction or a task on the timeline of a record. */
export interface WaitingEntry extends Waits {
  type: 'entry';
  plural: string;
  body: Record<string, unknown>;
  of: { plural: string; id: string };
  entry: TimelineRecordEntry;
}

export type Waiting = WaitingChange | WaitingEntry;
export type NewWaiting = Omit<WaitingChange, 'user' | 'at'> | Omit<WaitingEntry, 'user' | 'at'>;

/** Where waits what could not be sent because the server cannot be reached. */
export interface WaitingRoom {
  /** Whether an earlier change of the record waits: then later ones wait behind it. */
  holds: (plural: string, id: string) => boolean;
  /** Answers once it is kept beyond this page. */
  add: (item: NewWaiting) => Promise<void>;
}

/** Whether a failure is no answer to what was sent, but to that somebody asked at all: then it goes on waiting. */
export function waitsStill(error: unknown): boolean {
  return (
    error instanceof OfflineError || (isProblem(error) && [401, 429, 502, 503, 504].includes(error.status))
  );
}

let room: WaitingRoom | null = null;

/** None before somebody is signed in, and where the browser keeps nothing. */
export const waitingRoom = (): WaitingRoom | null => room;

export function openWaitingRoom(opened: WaitingRoom | null): void {
  room = opened;
}
