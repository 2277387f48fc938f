import { useQuery } from '@tanstack/react-query';
import { findKind, useBootstrap } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useDirectory } from '../fields/use-field-contexts';
import { recordQuery } from '../mutations/use-record';
import { personBehind, reachOf, type Reach } from './reach';

/** Where somebody is reached. A deal has no number itself, so its contact's is used. */
export function useReach(kind: KindMeta, record: RecordRow): Reach {
  const bootstrap = useBootstrap();
  const directory = useDirectory();
  const own = reachOf(kind, record);
  const person = personBehind(kind, record, bootstrap);
  const personKind = person ? findKind(bootstrap, person.kind) : undefined;
  const other = useQuery({
    ...recordQuery(personKind ?? kind, person?.id ?? record.id, directory.kinds),
    enabled: personKind !== undefined && !own.phone && !own.email,
  });
  const theirs: Reach = personKind && other.data ? reachOf(personKind, other.data) : {};
  return { ...theirs, ...own };
}
