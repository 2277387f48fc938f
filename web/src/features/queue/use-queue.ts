import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { keys } from '@/api/keys';
import { arrange, following, keyOf } from './order';
import { queueQuery, reasons } from './queue-query';

/** The queue as it is worked through: which item is in view, what was skipped, what is done already. */
export function useQueue() {
  const client = useQueryClient();
  const query = useInfiniteQuery(queueQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  // Done here; the server's list says the same a moment later, or brings it back where it is due again.
  const [handled, setHandled] = useState<ReadonlyMap<string, number>>(new Map());

  const { data, dataUpdatedAt } = query;
  const { items, skippedFrom } = useMemo(() => {
    const done = [...handled].filter(([, at]) => at >= dataUpdatedAt).map(([key]) => key);
    return arrange(data?.pages.flatMap((page) => page.data) ?? [], new Set(done), skipped);
  }, [data, dataUpdatedAt, handled, skipped]);
  const found = items.findIndex((item) => keyOf(item) === chosen);
  const index = Math.max(found, 0);
  const current = items[index];
  const counts = data?.pages[0]?.counts;
  const total = counts ? reasons.reduce((sum, reason) => sum + counts[reason], 0) : 0;
  // While the server has not counted anew, what was done here is counted off.
  const loaded = data?.pages.reduce((sum, page) => sum + page.data.length, 0) ?? 0;
  const count = total - (loaded - items.length);

  const go = useCallback((key: string | null) => setChosen(key), []);
  const step = (by: number) => {
    const next = items[index + by];
    if (next) setChosen(keyOf(next));
  };
  /** It has been dealt with: the next one comes into view. */
  const finish = (key: string) => {
    setChosen((now) => (now === null || now === key ? following(items, key) : now));
    setHandled((known) => new Map(known).set(key, Date.now()));
    setSkipped((known) => known.filter((other) => other !== key));
    return client.invalidateQueries({ queryKey: keys.queue });
  };
  /** Not now: it comes again when all others have been looked at. */
  const skip = (key: string) => {
    setChosen(following(items, key));
    setSkipped((known) => [...known.filter((other) => other !== key), key]);
  };
  return { ...query, items, skippedFrom, counts, count, index, current, go, step, finish, skip };
}

export type Queue = ReturnType<typeof useQueue>;
