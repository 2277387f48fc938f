import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Dialog } from '@/ui/dialog';
import { Skeleton } from '@/ui/skeleton';
import { Tag } from '@/ui/tag';
import { accessQuery } from '../markdown/readers-query';
import { PersonAvatar } from '../people/person-avatar';
import { PanelError } from './panel-error';

interface AccessDialogProps {
  kind: KindMeta;
  record: RecordRow;
  onClose: () => void;
}

/** Who may do what with the record, and because of which role; oneself first. */
export function AccessDialog({ kind, record, onClose }: AccessDialogProps) {
  const t = useT();
  const me = useMe();
  const query = useQuery(accessQuery(kind.plural, record.id));
  const entries = query.data?.toSorted((a, b) => Number(b.user.id === me.id) - Number(a.user.id === me.id));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('page.access')}
      description={t('page.access_text', { title: record.title })}
      closeLabel={t('common.close')}
    >
      {query.isPending && (
        <div role="status" aria-label={t('common.loading')} className="grid gap-3">
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-3/4" />
        </div>
      )}
      {query.isError && <PanelError error={query.error} onRetry={() => void query.refetch()} />}
      <ul>
        {entries?.map((entry) => (
          <li key={entry.user.id} className="flex gap-2.5 border-b border-hairline py-2.5 last:border-0">
            <PersonAvatar id={entry.user.id} name={entry.user.title} size={24} />
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {entry.user.id === me.id
                  ? t('page.access_you', { name: entry.user.title })
                  : entry.user.title}
              </p>
              <p className="text-12 text-ink-2">{entry.because}</p>
              <p className="mt-1.5 flex flex-wrap gap-1">
                {entry.actions.map((action) => (
                  <Tag key={action}>{t(`action.${action}`)}</Tag>
                ))}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
