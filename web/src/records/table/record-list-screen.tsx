import { useKind } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { EmptyState } from '@/ui/empty-state';
import { Lock } from 'lucide-react';
import { RecordList } from './record-list';

/** The list of a kind, by the plural of its address. */
export function RecordListScreen({ plural }: { plural: string }) {
  const t = useT();
  const kind = useKind(plural);
  if (!kind || kind.rights.read === 'none') {
    return (
      <EmptyState
        icon={<Lock />}
        title={t('error.forbidden.title')}
        description={t('error.forbidden.text')}
      />
    );
  }
  return <RecordList kind={kind} />;
}
