import { CircleCheck, Eye, Heart, Laugh, PartyPopper, ThumbsUp, type LucideIcon } from 'lucide-react';
import type { RecordRow } from '@/api/types';

/** The ways to react, as the server names them, and what shows them. */
export const REACTIONS = {
  like: ThumbsUp,
  love: Heart,
  celebrate: PartyPopper,
  laugh: Laugh,
  look: Eye,
  done: CircleCheck,
} as const satisfies Record<string, LucideIcon>;

export type Reaction = keyof typeof REACTIONS;

export const WAYS = Object.keys(REACTIONS) as Reaction[];

/** Who reacted how: people's ids by way. */
export function reactionsOf(note: RecordRow): Partial<Record<Reaction, string[]>> {
  const all = note['reactions'];
  return typeof all === 'object' && all !== null ? all : {};
}

/** The reactions once somebody has reacted, or taken it back. */
export function withReaction(
  note: RecordRow,
  way: Reaction,
  me: string,
  on: boolean,
): Partial<Record<Reaction, string[]>> {
  const all = reactionsOf(note);
  const others = (all[way] ?? []).filter((id) => id !== me);
  const { [way]: _, ...rest } = all;
  const people = on ? [...others, me] : others;
  return people.length > 0 ? { ...rest, [way]: people } : rest;
}
