import { useKind } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { EmptyState } from '@/ui/empty-state';
import { Lock } from 'lucide-react';
import type { BoardLayouts } from './board-layout';
import { RecordList } from './record-list';

interface RecordListScreenProps {
  plural: string;
  boards?: BoardLayouts;
}

const NO_BOARDS: BoardLayouts = {};

/** The list of a kind, by the plural of its address. */
export function RecordListScreen({ plural, boards = NO_BOARDS }: RecordListScreenProps) {
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
  return <RecordList kind={kind} board={boards[kind.key] ?? null} />;
}
