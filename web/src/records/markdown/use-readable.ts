import { useQueryClient } from '@tanstack/react-query';
import { useBootstrap } from '@/api/bootstrap';
import { recordTitleQuery } from '../fields/record-titles';
import { withoutLinks } from './written-links';

/** Puts names where links to people and records stand, as far as they are known here. */
export function useReadable() {
  const { users, kinds } = useBootstrap();
  const client = useQueryClient();
  return (body: string) =>
    withoutLinks(body, (key, id) => {
      if (key === 'user') return users.find((user) => user.id === id)?.title;
      const kind = kinds.find((other) => other.key === key);
      return kind && client.getQueryData(recordTitleQuery(kind.plural, id).queryKey);
    });
}
