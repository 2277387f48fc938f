import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { api } from '@/api/client';
import type { Page, RecordRow } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { KindIcon } from '@/ui/kind-icon';
import { Skeleton } from '@/ui/skeleton';
import { useDirectory } from '../fields/use-field-contexts';
import { useCreateStore } from '../form/create-store';
import { includesOf } from '../model/list-params';
import { fieldPath } from '../model/field-path';
import { LoadMore } from '../timeline/load-more';
import { PanelError } from './panel-error';
import { relatedDefaults } from './related-defaults';
import { mayAdd, type RelatedSet } from './related-kinds';
import { RelatedRow } from './related-row';

interface RelatedTabProps {
  set: RelatedSet;
  record: RecordRow;
}

/** Every record of one kind that points here, the newest first. */
export function RelatedTab({ set, record }: RelatedTabProps) {
  const t = useT();
  const directory = useDirectory();
  const create = useCreateStore((state) => state.open);
  const { kind, field } = set;
  const path = fieldPath(field);
  const query = useInfiniteQuery({
    queryKey: [kind.plural, 'related-to', path, record.id],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(`/${kind.plural}`, {
        query: {
          [path]: record.id,
          sort: '-created_at',
          limit: 50,
          after: pageParam,
          include: includesOf(kind, directory.kinds),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.page.next,
  });
  const rows = query.data?.pages.flatMap((page) => page.data) ?? [];
  const add = mayAdd(set, record) && (
    <Button
      size="sm"
      icon={<Plus size={16} strokeWidth={1.75} />}
      onClick={() => create(kind.key, relatedDefaults(set, record))}
    >
      {t('command.new', { kind: kindWord(kind, 'one') })}
    </Button>
  );
  if (query.isPending) {
    return (
      <div role="status" aria-label={t('common.loading')} className="grid gap-2 px-8 pt-4 max-md:px-4">
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
      </div>
    );
  }
  if (!query.data) return <PanelError error={query.error} onRetry={() => void query.refetch()} />;
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<KindIcon name={kind.icon} />}
        title={t('page.none_yet', { kinds: kindWord(kind) })}
        actions={add}
      />
    );
  }
  return (
    <div className="max-w-[884px] px-3 pt-3 pb-6 max-md:px-0">
      <div className="flex justify-end px-5 pb-1 max-md:px-4">{add}</div>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="border-b border-hairline">
            <RelatedRow kind={kind} record={row} by={path} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      )}
    </div>
  );
}
