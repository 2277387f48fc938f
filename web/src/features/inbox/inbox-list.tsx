import { Inbox as InboxIcon, SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { ChangesPill } from '@/records/live/changes-pill';
import { PanelError } from '@/records/page/panel-error';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import { InboxRow } from './inbox-row';
import type { Inbox } from './use-inbox';

/** The tickets of a box. Others' changes are shown when they are asked for, so that no row jumps. */
export function InboxList({ kind, inbox }: { kind: KindMeta; inbox: Inbox }) {
  const t = useT();
  const { list, rows, chosen } = inbox;
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (!list.data && list.error) {
    return <PanelError size="page" error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (!list.data) return <ListSkeleton label={t('common.loading')} />;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <ChangesPill kind={kind} query={inbox.query} onUpdate={() => void list.refetch()} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {rows.length === 0 ? (
          <EmptyState
            icon={inbox.words === '' ? <InboxIcon /> : <SearchX />}
            title={inbox.words === '' ? t(`inbox.empty.${inbox.box.id}`) : t('inbox.nothing_found')}
            description={inbox.words === '' ? t('inbox.empty_text') : t('inbox.nothing_found_text')}
          />
        ) : (
          <ul aria-label={t(`inbox.box.${inbox.box.id}`)} aria-busy={list.isPlaceholderData}>
            {rows.map((ticket) => (
              <li key={ticket.id}>
                <InboxRow
                  ticket={ticket}
                  chosen={ticket.id === chosen}
                  onChoose={() => inbox.choose(ticket.id)}
                  {...(ticket.id === chosen && { ref: here })}
                />
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <div className="flex justify-center p-3">
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('inbox.more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function ListSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="min-h-0 flex-1 overflow-hidden">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="grid gap-2 border-b border-hairline py-3 pr-4 pl-7">
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-3 w-1/2" />
          <Skeleton className="h-5 w-28" />
        </div>
      ))}
    </div>
  );
}
