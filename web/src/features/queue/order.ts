import type { QueueItem } from './queue-query';

export const keyOf = (item: QueueItem): string => `${item.kind}:${item.record.id}`;

/** The queue without what has been dealt with; what was skipped comes last, in the order it was skipped. */
export function arrange(
  items: readonly QueueItem[],
  handled: ReadonlySet<string>,
  skipped: readonly string[],
): { items: QueueItem[]; skippedFrom: number } {
  const open = items.filter((item) => !handled.has(keyOf(item)));
  const ahead = open.filter((item) => !skipped.includes(keyOf(item)));
  const behind = skipped.flatMap((key) => open.find((item) => keyOf(item) === key) ?? []);
  return { items: [...ahead, ...behind], skippedFrom: ahead.length };
}

/** What comes into view when an item leaves its place: the one that moves up, or the one before at the end. */
export function following(items: readonly QueueItem[], key: string): string | null {
  const at = items.findIndex((item) => keyOf(item) === key);
  const next = items[at + 1] ?? items[at - 1];
  return next ? keyOf(next) : null;
}
