/** The parts of the inbox, in their order. */
const ids = ['open', 'mine', 'nobody', 'waiting', 'later', 'done'] as const;
export type BoxId = (typeof ids)[number];

/** The search part of the inbox's address. */
export interface InboxSearch {
  box?: BoxId;
  ticket?: string;
  q?: string;
}

/** Reads it; what it cannot read, it drops. */
export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const result: InboxSearch = {};
  const box = ids.find((id) => id === search['box']);
  if (box && box !== 'open') result.box = box;
  if (typeof search['ticket'] === 'string') result.ticket = search['ticket'];
  // The router reads `q=1057` as a number.
  const q = search['q'];
  if ((typeof q === 'string' || typeof q === 'number') && String(q) !== '') result.q = String(q);
  return result;
}
