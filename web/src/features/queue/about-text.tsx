import { useQuery } from '@tanstack/react-query';
import { recordTitleQuery } from '@/records/fields/record-titles';
import { readIncluded } from '@/records/model/field-path';
import type { QueueItem } from './queue-query';
import { useTarget } from './use-target';

/** What a task is about, who buys, where a lead works. */
export function AboutText({ item }: { item: QueueItem }) {
  const { kind, record } = item;
  const target = useTarget(kind === 'task' ? item : undefined);
  const title = useQuery({
    ...recordTitleQuery(target?.kind.plural ?? '', target?.id ?? ''),
    enabled: target !== null,
  });
  const company = kind === 'deal' ? readIncluded(record, 'company_id')?.title : record['company_name'];
  const text = kind === 'task' ? title.data : company;
  if (typeof text !== 'string' || text === '') return null;
  return <span className="truncate text-12 text-ink-2">{text}</span>;
}
