import { useQuery } from '@tanstack/react-query';
import { useKind } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useDirectory } from '@/records/fields/use-field-contexts';
import { readIncluded } from '@/records/model/field-path';
import { recordQuery } from '@/records/mutations/use-record';
import { textOf } from './text-of';

interface Requester {
  kind: KindMeta | undefined;
  /** The contact, once it is here. */
  contact: RecordRow | undefined;
  name: string | null;
  /** Where answers go. */
  email: string | null;
}

/** Who asks: the contact, or the name and address that came with it. */
export function useRequester(ticket: RecordRow): Requester {
  const kind = useKind('contact');
  const directory = useDirectory();
  const id = typeof ticket['contact_id'] === 'string' ? ticket['contact_id'] : null;
  const readable = kind !== undefined && kind.rights.read !== 'none';
  const { data } = useQuery({
    ...(kind ? recordQuery(kind, id ?? '', directory.kinds) : { queryKey: ['contacts', 'one', ''] }),
    enabled: readable && id !== null,
  });
  const contact = id !== null ? (data as RecordRow | undefined) : undefined;
  const included = readIncluded(ticket, 'contact_id')?.title ?? null;
  return {
    kind,
    contact,
    name: contact?.title ?? included ?? textOf(ticket['requester_name']) ?? textOf(ticket['requester_email']),
    email: textOf(ticket['requester_email']) ?? textOf(contact?.['email']),
  };
}
