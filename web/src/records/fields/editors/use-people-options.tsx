import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { findKind, useBootstrap } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { Page } from '@/api/types';
import { foldText } from '@/lib/fold-text';
import { useDebounced } from '@/lib/use-debounced';
import { Avatar } from '@/ui/avatar';
import type { ComboboxOption } from '@/ui/combobox';
import type { Participant } from '../participants';

const FEW = 12;

/** Contacts with an address and colleagues that match the words, but for those who are there already. */
export function usePeopleOptions(
  query: string,
  there: readonly Participant[],
  enabled: boolean,
): { found: Participant[]; options: ComboboxOption[]; loading: boolean } {
  const bootstrap = useBootstrap();
  const settled = useDebounced(query.trim(), 150);
  const contacts = useQuery({
    queryKey: ['contacts', 'choices', 'with address', settled],
    queryFn: async ({ signal }) => {
      const search = { q: settled, limit: FEW, fields: 'id,title,email', 'email[not_empty]': true };
      return (await api.get<Page>('/contacts', { query: search, signal })).data;
    },
    enabled: enabled && findKind(bootstrap, 'contact') !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const wanted = foldText(query.trim());
  const colleagues = bootstrap.users
    .filter(({ status, title, email }) => {
      return status === 'active' && foldText(`${title} ${email ?? ''}`).includes(wanted);
    })
    .map(({ title, email }) => ({ email: email ?? '', name: title, contact_id: null }));
  const outside = (contacts.data ?? []).map((contact) => ({
    email: typeof contact['email'] === 'string' ? contact['email'] : '',
    name: contact.title,
    contact_id: contact.id,
  }));
  const taken = new Set(there.map(({ email }) => email.toLowerCase()));
  const found = [...outside, ...colleagues]
    .filter(({ email }) => email !== '' && !taken.has(email.toLowerCase()))
    .filter(({ email }, place, all) => all.findIndex((other) => other.email === email) === place);
  const options = found.map(({ email, name }) => ({
    value: email,
    label: name,
    detail: email,
    icon: <Avatar name={name} />,
  }));
  return { found, options, loading: contacts.isFetching };
}
