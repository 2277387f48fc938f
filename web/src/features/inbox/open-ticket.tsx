import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useRecord } from '@/records/mutations/use-record';
import { PanelError } from '@/records/page/panel-error';
import { Skeleton } from '@/ui/skeleton';
import { TicketPane } from './ticket-pane';

interface OpenTicketProps {
  kind: KindMeta;
  id: string;
  phone: boolean;
  onBack: () => void;
  onLeave: () => void;
}

/** The ticket of the address, once it is here. */
export function OpenTicket({ kind, id, ...rest }: OpenTicketProps) {
  const t = useT();
  const { data, error, refetch } = useRecord(kind, id);
  if (data) return <TicketPane kind={kind} ticket={data} {...rest} />;
  return (
    <section aria-label={t('inbox.now')} className="min-w-0 flex-1 bg-surface">
      {error ? (
        <PanelError size="page" error={error} onRetry={() => void refetch()} />
      ) : (
        <div role="status" aria-label={t('common.loading')} className="grid gap-4 p-6">
          <Skeleton className="h-5 w-72" />
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-32" />
        </div>
      )}
    </section>
  );
}
