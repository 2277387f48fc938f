import { useKind } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import type { QueueItem } from './queue-query';

/** Which record an item is about: what a task hangs on, otherwise the item itself. */
export function useTarget(item: QueueItem | undefined): { kind: KindMeta; id: string } | null {
  const target = item ? targetOf(item) : null;
  const kind = useKind(target?.kind ?? '');
  return target && kind ? { kind, id: target.id } : null;
}

function targetOf(item: QueueItem): { kind: string; id: string } | null {
  if (item.kind !== 'task') return { kind: item.kind, id: item.record.id };
  const link = item.record['record'];
  if (typeof link !== 'object' || link === null || !('kind' in link) || !('id' in link)) return null;
  return typeof link.kind === 'string' && typeof link.id === 'string'
    ? { kind: link.kind, id: link.id }
    : null;
}
