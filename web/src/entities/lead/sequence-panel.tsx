import { useQuery } from '@tanstack/react-query';
import { ListPlus } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import { enrolmentsQuery } from '@/api/sequences';
import { useT } from '@/i18n/t';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { may } from '@/records/model/permissions';
import { PanelError } from '@/records/page/panel-error';
import { PanelSection } from '@/records/page/panel-section';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { EnrolmentProgress } from './enrolment-progress';
import { useSequenceStore } from './sequence-store';

/** The sequences of a lead: how far each is, what comes next and why it ended. */
export function SequencePanel({ kind, record }: RecordSlotProps) {
  const t = useT();
  const me = useMe();
  const open = useSequenceStore((state) => state.open);
  const { data, error, refetch } = useQuery(enrolmentsQuery(record.id, record.version));
  const rows = data?.data ?? [];
  const changeable = may('update', kind, record, me);
  const startable = changeable && record['status'] === 'open' && !record.deleted_at;
  return (
    <PanelSection title={t('sequence.many')}>
      <div className="grid gap-3 px-5 max-md:px-4">
        {!data && error && <PanelError error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton className="h-12" />}
        {data && rows.length === 0 && <p className="text-12 text-ink-3">{t('sequence.none_yet')}</p>}
        {rows.map((row, index) => (
          <EnrolmentProgress
            key={row.id}
            enrolment={row}
            lead={record}
            changeable={changeable}
            closed={row['status'] !== 'active' && index > 0}
          />
        ))}
        {data && startable && (
          <Button
            size="sm"
            className="justify-self-start"
            icon={<ListPlus size={16} strokeWidth={1.75} />}
            onClick={() => open({ ids: [record.id] })}
          >
            {t('sequence.start')}
          </Button>
        )}
      </div>
    </PanelSection>
  );
}
