import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { RecordDetails } from './record-details';

/** The panel beside the timeline on wide screens. */
export function RecordPanel({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const t = useT();
  return (
    <aside aria-label={t('page.details')} className="min-h-0 overflow-y-auto border-l border-line py-1">
      <RecordDetails kind={kind} record={record} />
    </aside>
  );
}
