import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { searchQuery } from '@/api/search';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useDebounced } from '@/lib/use-debounced';
import type { FilterNode } from '@/records/model/filter-tree';
import { useRecordList } from '@/records/mutations/use-record-list';
import { Combobox, type ComboboxOption } from '@/ui/combobox';
import { numberOf } from './refresh-tickets';

interface TicketPickerProps {
  kind: KindMeta;
  /** Whose other tickets are offered before anything is typed. */
  ticket: RecordRow | undefined;
  /** What cannot be chosen: it is there already. */
  without: readonly string[];
  label: string;
  onChoose: (id: string) => void;
  trigger?: ReactElement;
  id?: string;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
}

/** Finds a ticket by number or words; those of the same customer come first. */
export function TicketPicker({ kind, ticket, without, label, onChoose, ...control }: TicketPickerProps) {
  const t = useT();
  const [words, setWords] = useState('');
  const settled = useDebounced(words.trim(), 150);
  const own = sameCustomer(ticket);
  const near = useRecordList(
    kind,
    { filter: { and: [own, { field: 'merged_into_id', op: 'empty' }] }, sort: '-last_message_at', q: '' },
    ticket !== undefined,
  );
  const found = useQuery(searchQuery(settled, ['ticket']));
  const free = (option: ComboboxOption) => !without.includes(option.value);
  const options =
    settled === ''
      ? near.rows.map((row): ComboboxOption => ({ value: row.id, label: row.title, detail: numberOf(row) }))
      : (found.data ?? []).map(({ id, title, subtitle }): ComboboxOption => ({
          value: id,
          label: title,
          ...(subtitle !== null && { detail: subtitle }),
        }));
  return (
    <Combobox
      {...control}
      label={label}
      placeholder={t('merge.find')}
      searchPlaceholder={t('merge.find_hint')}
      emptyLabel={t(settled === '' ? 'merge.none_near' : 'inbox.nothing_found')}
      query={words}
      onQueryChange={setWords}
      loading={settled === '' ? near.isFetching : found.isFetching}
      selected={[]}
      options={options.filter(free)}
      onChange={([next]) => next && onChoose(next.value)}
    />
  );
}

function sameCustomer(ticket: RecordRow | undefined): FilterNode {
  const contact = ticket?.['contact_id'];
  if (typeof contact === 'string') return { field: 'contact_id', op: 'eq', value: contact };
  const email = ticket?.['requester_email'];
  if (typeof email === 'string') return { field: 'requester_email', op: 'eq', value: email };
  return { field: 'status', op: 'in', value: ['open', 'in_progress', 'waiting'] };
}
