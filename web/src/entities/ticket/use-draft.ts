import { useState } from 'react';
import { useMe } from '@/api/bootstrap';
import { readStored, removeStored, writeStored } from '@/lib/storage';

/** An answer that somebody has begun, and the files that are there for it already. */
export interface ReplyDraft {
  text: string;
  internal: boolean;
  files: readonly { id: string; name: string; size: number }[];
}

const EMPTY: ReplyDraft = { text: '', internal: false, files: [] };

/** The draft of a ticket, kept in this browser with every change: neither a wrong turn nor a closed tab loses it. */
export function useReplyDraft(ticket: string) {
  const { id: me } = useMe();
  const key = `draft.${me}.reply.${ticket}`;
  const [draft, setDraft] = useState(() => readStored(key, isDraft) ?? EMPTY);
  const change = (part: Partial<ReplyDraft>) =>
    setDraft((before) => {
      const next = { ...before, ...part };
      if (next.text.trim() === '' && next.files.length === 0) removeStored(key);
      else writeStored(key, next);
      return next;
    });
  return [draft, change] as const;
}

function isDraft(value: unknown): value is ReplyDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { text, internal, files } = value as Record<string, unknown>;
  return typeof text === 'string' && typeof internal === 'boolean' && Array.isArray(files);
}
