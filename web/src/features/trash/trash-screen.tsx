import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArchiveRestore, ChevronRight, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useKind } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { kindLabel, kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useBulkAction } from '@/records/mutations/use-bulk-action';
import { PanelError } from '@/records/page/panel-error';
import { RecordMissing } from '@/records/page/record-missing';
import { LoadMore } from '@/records/timeline/load-more';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { EmptyState } from '@/ui/empty-state';
import { TopBar } from '@/ui/top-bar';
import { trashQuery } from './trash-query';
import { TrashRow } from './trash-row';
import { TrashSkeleton } from './trash-skeleton';

/** What was deleted in the last thirty days, and the way back. */
export function TrashScreen({ plural }: { plural: string }) {
  const kind = useKind(plural);
  if (!kind?.capabilities.includes('trash')) return <RecordMissing plural={plural} kind={null} />;
  return <TrashOf kind={kind} />;
}

function TrashOf({ kind }: { kind: KindMeta }) {
  const t = useT();
  const query = useInfiniteQuery(trashQuery(kind.plural));
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const bulk = useBulkAction(kind);
  const rows = query.data?.pages.flatMap((page) => page.data) ?? [];
  const chosen = rows.filter((row) => ticked.has(row.id));
  const kinds = kindLabel(kind);
  const title = t('trash.title', { kinds });
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  const restoreChosen = async () => {
    const job = await bulk({ action: 'restore', target: { ids: chosen.map((row) => row.id) } });
    if (!job) return;
    setTicked(new Set());
    await query.refetch();
  };
  const allTicked = chosen.length > 0 && (chosen.length === rows.length || 'indeterminate');
  return (
    <>
      <TopBar
        title={title}
        icon={<Trash2 size={16} strokeWidth={1.75} />}
        crumb={
          <nav aria-label={t('page.breadcrumb')} className="flex min-w-0 items-center gap-1.5 text-ink-2">
            <Link to="/$plural" params={{ plural: kind.plural }} className="hover:text-ink">
              {kinds}
            </Link>
            <ChevronRight
              size={12}
              strokeWidth={2.25}
              className="text-ink-3 rtl:-scale-x-100"
              aria-hidden="true"
            />
            <h1 className="truncate font-medium text-ink">{t('trash.name')}</h1>
          </nav>
        }
      >
        {chosen.length > 0 && (
          <Button
            size="sm"
            icon={<ArchiveRestore size={16} strokeWidth={1.75} />}
            onClick={() => void restoreChosen()}
          >
            {t('trash.restore_many', { count: chosen.length })}
          </Button>
        )}
      </TopBar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {query.isPending && <TrashSkeleton />}
        {!query.isPending && !query.data && (
          <PanelError size="page" error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data && rows.length === 0 && (
          <EmptyState
            icon={<Trash2 />}
            title={t('trash.empty', { kinds: kindWord(kind) })}
            description={t('trash.empty_text')}
          />
        )}
        {rows.length > 0 && (
          <>
            <div className="flex h-11 items-center gap-3 border-b border-line px-4 text-12 text-ink-2 max-md:px-3">
              <Checkbox
                checked={allTicked}
                aria-label={t('trash.tick_all')}
                onCheckedChange={(on) =>
                  setTicked(on === true ? new Set(rows.map((row) => row.id)) : new Set())
                }
              />
              {t('trash.lede')}
            </div>
            <ul>
              {rows.map((row) => (
                <TrashRow
                  key={row.id}
                  kind={kind}
                  record={row}
                  ticked={ticked.has(row.id)}
                  onTick={(on) => tick(row.id, on)}
                />
              ))}
            </ul>
            {query.hasNextPage && (
              <LoadMore
                loading={query.isFetchingNextPage}
                failed={query.isFetchNextPageError}
                onLoad={() => void query.fetchNextPage()}
              />
            )}
          </>
        )}
      </div>
    </>
  );
}
