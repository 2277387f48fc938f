import type { KindMeta } from '@/api/types';
import type { ListQuery } from '@/records/model/list-params';
import { useRecordList } from '@/records/mutations/use-record-list';
import { myDatedTasks } from './list-filters';

const query: ListQuery = { filter: myDatedTasks, sort: 'due_at', q: '' };

/** My open tasks, what is due first. Those ticked off stay in their places until the list is asked for again. */
export function useMyTasks(kind: KindMeta) {
  const list = useRecordList(kind, query);
  return { ...list, open: list.rows.filter((task) => task['status'] !== 'completed') };
}
