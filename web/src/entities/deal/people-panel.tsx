import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { toast } from 'sonner';
import { useKind, useMe } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { KindMeta, RecordRow, Titled } from '@/api/types';
import { useT } from '@/i18n/t';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { may } from '@/records/model/permissions';
import { failureText } from '@/records/mutations/failure-text';
import { useDeleteRecord } from '@/records/mutations/use-delete-record';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { PanelError } from '@/records/page/panel-error';
import { EmptyState } from '@/ui/empty-state';
import { partsQuery, refreshDeal, rowsOf, showParts } from './part-query';
import { PartsSkeleton } from './parts-skeleton';
import { PersonAdder } from './person-adder';
import { PersonRow } from './person-row';

/** Who has a say in a deal, and which. The primary one is the contact of the deal itself. */
export function PeoplePanel({ kind, record }: RecordSlotProps) {
  const t = useT();
  const people = useKind('deal_contact');
  if (!people) return <EmptyState title={t('error.forbidden.title')} />;
  return <People kind={kind} record={record} people={people} />;
}

function People({ kind, record, people }: RecordSlotProps & { people: KindMeta }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const query = useQuery(partsQuery(people.plural, record.id, 'created_at', 'contact'));
  const updatePerson = useUpdateRecord(people);
  const updateDeal = useUpdateRecord(kind);
  const removePerson = useDeleteRecord(people);
  const editable = !record.deleted_at && may('update', kind, record, me);
  const refresh = () => refreshDeal(client, people.plural, record.id);

  const rows = rowsOf(query.data);
  const primary = record['contact_id'];
  const included = record['contact'] as Titled | null | undefined;
  const contactOf = (row: RecordRow): Titled => {
    const contact = row['contact'] as Titled | null | undefined;
    return { id: String(row['contact_id']), title: contact?.title ?? t('deal.people.hidden') };
  };
  // The contact of the deal is one of its people, with a role or without.
  const alone =
    typeof primary === 'string' && rows.every((row) => row['contact_id'] !== primary)
      ? (included ?? null)
      : null;

  const add = async (contact: Titled, role: string) => {
    try {
      const row = await api.post<RecordRow>(`/${people.plural}`, {
        body: { deal_id: record.id, contact_id: contact.id, role },
      });
      showParts(client, people.plural, record.id, (all) => [...all, { ...row, contact }]);
    } catch (error) {
      toast.error(t('deal.people.not_added', { name: contact.title }), { description: failureText(error) });
    }
    await refresh();
  };
  const makePrimary = async (contact: Titled) => {
    await updateDeal({ id: record.id, values: { contact_id: contact.id }, included: { contact } });
    await refresh();
  };
  const remove = async (row: RecordRow) => {
    showParts(client, people.plural, record.id, (all) => all.filter(({ id }) => id !== row.id));
    await removePerson({ ...row, title: contactOf(row).title });
    await refresh();
  };
  const setRole = async (row: RecordRow, role: string) => {
    await updatePerson({ id: row.id, values: { role } });
  };

  if (query.isPending) return <PartsSkeleton />;
  if (!query.data) return <PanelError error={query.error} onRetry={() => void query.refetch()} />;
  const known = new Set([...rows.map((row) => String(row['contact_id'])), ...(alone ? [alone.id] : [])]);
  const adder = editable && (
    <PersonAdder people={people} known={known} onAdd={(contact) => void add(contact, 'other')} />
  );
  if (rows.length === 0 && !alone) {
    return (
      <EmptyState
        icon={<Users size={16} strokeWidth={1.75} />}
        title={t('deal.people.empty')}
        description={editable ? t('deal.people.empty_text') : undefined}
        actions={adder}
      />
    );
  }
  return (
    <section aria-label={t('deal.people')} className="max-w-[884px] px-6 pt-3 pb-6 max-md:px-2">
      <ul aria-label={t('deal.people')}>
        {alone && (
          <PersonRow
            key={alone.id}
            people={people}
            contact={alone}
            part={null}
            primary
            onRole={editable ? (role) => void add(alone, role) : null}
          />
        )}
        {rows
          .toSorted((a, b) => Number(b['contact_id'] === primary) - Number(a['contact_id'] === primary))
          .map((row) => (
            <PersonRow
              key={row.id}
              people={people}
              contact={contactOf(row)}
              part={typeof row['role'] === 'string' ? row['role'] : null}
              primary={row['contact_id'] === primary}
              onRole={editable ? (role) => void setRole(row, role) : null}
              onPrimary={editable ? () => void makePrimary(contactOf(row)) : undefined}
              onRemove={editable ? () => void remove(row) : undefined}
            />
          ))}
      </ul>
      {adder && <div className="px-2 pt-3">{adder}</div>}
    </section>
  );
}
