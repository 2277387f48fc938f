import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useBootstrap } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { IconButton } from '@/ui/icon-button';
import { Skeleton } from '@/ui/skeleton';
import { useCreateStore } from '../form/create-store';
import { fieldPath } from '../model/field-path';
import { PanelError } from './panel-error';
import { PanelSection } from './panel-section';
import { relatedDefaults } from './related-defaults';
import { mayAdd, relatedSets } from './related-kinds';
import { relatedLabel } from './related-label';
import { relatedQuery } from './related-query';
import { RelatedRow } from './related-row';

/** The records that point here, a section for each kind, with a button that makes another one. */
export function RelatedSections({ kind, record }: { kind: KindMeta; record: RecordRow }) {
  const t = useT();
  const format = useFormat();
  const bootstrap = useBootstrap();
  const create = useCreateStore((state) => state.open);
  const query = useQuery(relatedQuery(kind.plural, record.id));
  if (query.isPending) {
    return (
      <div className="grid gap-3 border-b border-line px-5 py-3">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-4 w-40" />
      </div>
    );
  }
  if (!query.data) return <PanelError error={query.error} onRetry={() => void query.refetch()} />;
  const sets = relatedSets(bootstrap, kind, query.data);
  return sets.map((set) => {
    const mayCreate = mayAdd(set, record);
    if (set.count === 0 && !mayCreate) return null;
    const path = fieldPath(set.field);
    return (
      <PanelSection
        key={`${set.kind.key}.${path}`}
        title={relatedLabel(set, sets)}
        count={set.count > 0 ? `${set.approximate ? '~' : ''}${format.number(set.count)}` : undefined}
        action={
          mayCreate && (
            <IconButton
              size="sm"
              label={t('page.add', { kind: kindWord(set.kind, 'one') })}
              icon={<Plus size={16} strokeWidth={1.75} />}
              onClick={() => create(set.kind.key, relatedDefaults(set, record))}
            />
          )
        }
      >
        {set.count > 0 && (
          <ul>
            {set.records.map((row) => (
              <li key={row.id}>
                <RelatedRow kind={set.kind} record={row} by={path} />
              </li>
            ))}
            {set.count > set.records.length && (
              <li>
                <Link
                  to="/$plural"
                  params={{ plural: set.kind.plural }}
                  search={{ filter: { and: [{ field: path, op: 'eq', value: record.id }] } }}
                  className="focus-inset flex h-8 items-center px-5 text-link hover:underline max-md:h-11 max-md:px-4"
                >
                  {t('page.show_all', { count: set.count })}
                </Link>
              </li>
            )}
          </ul>
        )}
      </PanelSection>
    );
  });
}
