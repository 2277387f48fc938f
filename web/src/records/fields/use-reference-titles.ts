import { useQueries } from '@tanstack/react-query';
import { findKind, useBootstrap } from '@/api/bootstrap';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { RecordRow } from '@/api/types';
import type { FieldContext } from '../model/field-context';

/** The titles behind the ids of a filter. What the bootstrap does not hold is asked for once. */
export function useReferenceTitles(ctx: FieldContext, ids: readonly string[]): ReadonlyMap<string, string> {
  const bootstrap = useBootstrap();
  const kind = ctx.field.target === null ? undefined : findKind(bootstrap, ctx.field.target);
  const unknown = ids.filter((id) => id !== 'me' && !ctx.directory.holds(ctx.field.target));
  const answers = useQueries({
    queries: unknown.map((id) => ({
      queryKey: keys.one(kind?.plural ?? '', id),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<RecordRow>(`/${kind?.plural}/${id}`, { signal }),
      enabled: kind !== undefined,
      staleTime: 60_000,
      retry: false,
    })),
  });
  const titles = new Map<string, string>();
  ids.forEach((id) => {
    if (id === 'me') titles.set(id, ctx.t('records.me'));
    const known = ctx.directory.find(ctx.field.target, id);
    if (known) titles.set(id, known.title);
  });
  unknown.forEach((id, index) => {
    const title = answers[index]?.data?.title;
    if (title) titles.set(id, title);
  });
  return titles;
}
