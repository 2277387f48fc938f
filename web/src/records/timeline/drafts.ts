import { useEffect, useState } from 'react';
import { readStored, removeStored, writeStored } from '@/lib/storage';
import type { Links } from '../markdown/written-links';

/** `note`, `task`, or a kind of interaction such as `call`. */
export type ComposerMode = string;

/** What somebody has begun to write about a record and not sent yet. */
export interface Draft {
  mode: ComposerMode;
  text: string;
  /** Values of the small fields under the text, by field. */
  values: Record<string, unknown>;
  /** The people and records that words of the text stand for. */
  links?: Links;
}

export const EMPTY_DRAFT: Draft = { mode: 'note', text: '', values: {} };

/** Drafts belong to a person and a record: somebody else at this browser does not see them. */
export function draftKey(userId: string, kind: string, id: string): string {
  return `draft.${userId}.${kind}.${id}`;
}

export function readDraft(key: string): Draft | null {
  return readStored(key, isDraft);
}

/** A draft without words is none, so nothing of it is kept. */
export function keepDraft(key: string, draft: Draft): void {
  if (draft.text.trim() === '') removeStored(key);
  else writeStored(key, draft);
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { mode, text, values } = value as Record<string, unknown>;
  return (
    typeof mode === 'string' && typeof text === 'string' && typeof values === 'object' && values !== null
  );
}

type Change = Draft | ((draft: Draft) => Draft);

/** The draft of one record, kept in this browser with every change. */
export function useDraft(key: string, modes: readonly ComposerMode[]) {
  const [state, setState] = useState(() => ({ key, draft: readDraft(key) ?? EMPTY_DRAFT }));
  const now = (held: typeof state): Draft => {
    const stored = held.key === key ? held.draft : (readDraft(key) ?? EMPTY_DRAFT);
    return modes.includes(stored.mode) ? stored : { ...stored, mode: modes[0] ?? EMPTY_DRAFT.mode };
  };
  // Words and what they stand for change one after the other, before anything is rendered in between.
  const change = (next: Change) =>
    setState((held) => ({ key, draft: typeof next === 'function' ? next(now(held)) : next }));
  useEffect(() => keepDraft(state.key, state.draft), [state]);
  return [now(state), change] as const;
}
