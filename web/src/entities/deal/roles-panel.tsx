import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useKind } from '@/api/bootstrap';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page, Titled } from '@/api/types';
import { optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { findField } from '@/records/model/kind-fields';
import { PanelError } from '@/records/page/panel-error';
import { EmptyState } from '@/ui/empty-state';
import { Tag } from '@/ui/tag';
import { PartsSkeleton } from './parts-skeleton';

const MOST = 200;

/** The deals that a contact has a say in, and what they are to each. */
export function RolesPanel({ record }: RecordSlotProps) {
  const t = useT();
  const people = useKind('deal_contact');
  const query = useQuery({
    queryKey: [...keys.related('contacts', record.id), 'roles'],
    queryFn: async ({ signal }) => {
      const search = { contact_id: record.id, sort: '-created_at', limit: MOST, include: 'deal' };
      return (await api.get<Page>('/deal_contacts', { query: search, signal })).data;
    },
    enabled: people !== undefined,
  });
  if (!people) return <EmptyState title={t('error.forbidden.title')} />;
  if (query.isPending) return <PartsSkeleton />;
  if (!query.data) return <PanelError error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <EmptyState title={t('deal.roles.empty')} />;
  const field = findField(people, 'role');
  const roleOf = (value: unknown) => {
    const option = field?.options.find((one) => one.value === value);
    return field && option ? optionLabel(people, field, option) : '';
  };
  return (
    <ul aria-label={t('deal.roles')} className="max-w-[884px] px-6 pt-3 pb-6 max-md:px-2">
      {query.data.map((row) => {
        const deal = row['deal'] as Titled | null;
        return (
          <li key={row.id} className="flex min-h-11 items-center gap-3 border-b border-hairline px-2">
            {deal && (
              <Link
                to="/$plural/$id"
                params={{ plural: 'deals', id: deal.id }}
                className="min-w-0 flex-1 truncate font-medium hover:underline"
              >
                {deal.title}
              </Link>
            )}
            {row['is_primary'] === true && <Tag>{t('deal.people.primary')}</Tag>}
            <span className="text-ink-2">{roleOf(row['role'])}</span>
          </li>
        );
      })}
    </ul>
  );
}
