import type { Titled } from './types';

interface Person {
  name: string;
  address: string;
}

/** A private mail of the reader's own, without its words; nobody else is sent it. */
export interface TimelineMailEntry {
  type: 'mail';
  id: string;
  at: string;
  actor: Titled | null;
  mail: { id: string; subject: string; from: Person; to: Person[] };
}
