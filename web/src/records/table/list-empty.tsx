import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SearchX, Upload } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Aggregate, KindMeta } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { KindIcon } from '@/ui/kind-icon';
import { useCreateStore } from '../form/create-store';
import { useEntity } from '../model/entities-context';
import type { FieldContext } from '../model/field-context';
import { childrenOf, isCondition, type FilterNode } from '../model/filter-tree';
import { may } from '../model/permissions';
import type { ListState } from './use-list-state';

interface ListEmptyProps {
  kind: KindMeta;
  list: ListState;
  contexts: ReadonlyMap<string, FieldContext>;
}

const COUNT = { measure: 'count' };

/** Nothing to show: because there is nothing yet, or because nothing matches. */
export function ListEmpty({ kind, list, contexts }: ListEmptyProps) {
  const t = useT();
  const me = useMe();
  const entity = useEntity(kind);
  const openForm = useCreateStore((state) => state.open);
  const { filter, q } = list.query;
  const fields = [...new Set(fieldsIn(filter))].flatMap((path) => contexts.get(path)?.label ?? []);
  const many = kindLabel(kind).toLocaleLowerCase();

  // What a kind shows by itself may hide records; only a list that has none at all is a new one.
  const untouched = list.view === null && !list.changed && q === '' && fields.length > 0;
  const all = useQuery({
    queryKey: keys.aggregate(kind.plural, COUNT),
    queryFn: ({ signal }) => api.get<Aggregate>(`/${kind.plural}/aggregate`, { query: COUNT, signal }),
    enabled: untouched,
  });
  if (untouched && all.isPending) return null;
  const isNew = untouched && all.data?.data[0]?.count === 0;

  if (!isNew && (fields.length > 0 || q !== '')) {
    return (
      <EmptyState
        icon={<SearchX />}
        title={t('records.empty.no_match', { kinds: many })}
        description={
          fields.length > 0
            ? t('records.empty.filters', { fields: fields.join(', ') })
            : t('records.empty.search', { q })
        }
        actions={
          <Button variant="primary" onClick={() => list.change({ filter: { and: [] }, q: '' })}>
            {t(fields.length > 0 ? 'records.empty.clear' : 'records.clear_search')}
          </Button>
        }
      />
    );
  }
  const creatable = may('create', kind, undefined, me);
  return (
    <EmptyState
      icon={<KindIcon name={kind.icon} />}
      title={t('records.empty.first', { kinds: many })}
      description={entity?.slots?.empty?.()}
      actions={
        creatable && (
          <>
            <Button variant="primary" onClick={() => openForm(kind.key)}>
              {t('records.new', { kind: kindLabel(kind, 'one').toLocaleLowerCase() })}
            </Button>
            {kind.capabilities.includes('import') && (
              <Button asChild icon={<Upload size={16} strokeWidth={1.75} />}>
                <Link to="/$plural/import" params={{ plural: kind.plural }}>
                  {t('records.import')}
                </Link>
              </Button>
            )}
          </>
        )
      }
    />
  );
}

function fieldsIn(node: FilterNode): string[] {
  return isCondition(node) ? [node.field] : childrenOf(node).flatMap(fieldsIn);
}
