import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import type { ListQuery } from '@/records/model/list-params';
import { useRecordList } from '@/records/mutations/use-record-list';
import { boxes, type Box } from './boxes';
import { readInboxSearch, type BoxId, type InboxSearch } from './inbox-search';

/** The inbox as the address says it: which box, which words, which ticket. */
export function useInbox(kind: KindMeta, phone: boolean) {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = useMemo(() => readInboxSearch(raw), [raw]);
  const box = boxes.find(({ id }) => id === (search.box ?? 'open')) ?? (boxes[0] as Box);
  const query: ListQuery = useMemo(
    () => ({ filter: box.filter, sort: box.sort, q: search.q ?? '' }),
    [box, search.q],
  );
  const list = useRecordList(kind, query, true, true);
  const { rows } = list;
  const index = rows.findIndex(({ id }) => id === search.ticket);
  // On a phone the list is a screen of its own; beside it the first ticket is open.
  const chosen = search.ticket ?? (phone ? null : (rows[0]?.id ?? null));

  const go = (next: InboxSearch, replace = false) =>
    void navigate({ to: '/inbox', search: readInboxSearch({ ...next }), replace });
  const choose = (ticket: string | null) => {
    const { ticket: _, ...rest } = search;
    go(ticket === null ? rest : { ...rest, ticket }, !phone);
  };
  const step = (by: number) => {
    const from = index < 0 ? 0 : index;
    const next: RecordRow | undefined = rows[from + by];
    if (next) choose(next.id);
  };
  return {
    list,
    rows,
    query,
    box,
    chosen,
    words: search.q ?? '',
    choose,
    step,
    /** What comes into view when the ticket that is open leaves the box. */
    leave: () => {
      const next = rows[(index < 0 ? 0 : index) + 1] ?? rows[(index < 0 ? 0 : index) - 1];
      choose(phone ? null : (next?.id ?? null));
    },
    open: (id: BoxId) => go({ box: id }),
    find: (q: string) => go({ ...(search.box && { box: search.box }), q }, true),
  };
}

export type Inbox = ReturnType<typeof useInbox>;
