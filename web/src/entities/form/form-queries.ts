import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page, RecordRow } from '@/api/types';

export interface FormFigures {
  form_id: string;
  visits: number;
  spam: number;
  submissions: number;
  leads: number;
  tickets: number;
}

export function formFiguresQuery(id: string) {
  return queryOptions({
    queryKey: keys.aggregate('forms', { figures: id }),
    queryFn: async ({ signal }) => {
      const answer = await api.get<{ data: FormFigures[] }>('/forms/figures', { query: { ids: id }, signal });
      return answer.data[0] ?? null;
    },
    staleTime: 15_000,
  });
}

/** The page that strangers would see, made by the server from what is not saved yet. */
export function previewQuery(form: Readonly<Record<string, unknown>>, done: boolean) {
  return queryOptions({
    queryKey: ['forms', 'preview', form, done],
    queryFn: async ({ signal }) =>
      (await api.post<{ html: string }>('/forms/preview', { body: { form, done }, signal })).html,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  });
}

export function submissionsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: keys.list('form_submissions', { form: id }),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<RecordRow>>('/form_submissions', {
        query: { form_id: id, include: 'record', sort: '-created_at', limit: 30, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.next,
  });
}
