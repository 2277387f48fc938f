import { isProblem } from '@/api/problem-error';
import { useKind } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { useEntity } from '../model/entities-context';
import { useRecord } from '../mutations/use-record';
import { PanelError } from './panel-error';
import { RecordMissing } from './record-missing';
import { RecordSkeleton } from './record-skeleton';
import { RecordView } from './record-view';

interface RecordPageProps {
  plural: string;
  id: string;
}

/** One record of any kind, with everything that belongs to it. */
export function RecordPage({ plural, id }: RecordPageProps) {
  const kind = useKind(plural);
  return kind ? <RecordOf kind={kind} id={id} /> : <RecordMissing plural={plural} kind={null} />;
}

function RecordOf({ kind, id }: { kind: KindMeta; id: string }) {
  const query = useRecord(kind, id);
  const OwnPage = useEntity(kind)?.slots?.page;
  if (query.data) {
    const Page = OwnPage ?? RecordView;
    return <Page kind={kind} record={query.data} />;
  }
  if (query.isPending) return <RecordSkeleton kind={kind} />;
  if (isProblem(query.error, 'not_found')) return <RecordMissing plural={kind.plural} kind={kind} />;
  return <PanelError size="page" error={query.error} onRetry={() => void query.refetch()} />;
}
