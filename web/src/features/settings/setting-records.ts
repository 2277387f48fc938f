import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem-error';
import type { Page, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';

/** The kinds that settings edit, by their paths. There are few enough records of each to load them all. */
export type SettingKind =
  | 'users'
  | 'roles'
  | 'teams'
  | 'tags'
  | 'pipelines'
  | 'stages'
  | 'custom_fields'
  | 'exchange_rates'
  | 'scoring_rules'
  | 'sequences'
  | 'canned_replies';

/** Beside the lists of the record screens, which are kept page by page. */
export const settingKey = (plural: SettingKind) => [...keys.kind(plural), 'all'] as const;

export function settingQuery(plural: SettingKind, sort: string) {
  const query = { limit: 200, sort };
  return queryOptions({
    queryKey: [...settingKey(plural), sort],
    queryFn: async ({ signal }) => {
      const rows: RecordRow[] = [];
      let after: string | null = null;
      do {
        const page: Page = await api.get<Page>(`/${plural}`, { query: { ...query, after }, signal });
        rows.push(...page.data);
        after = page.page.next;
      } while (after !== null);
      return rows;
    },
  });
}

/** What settings change shows everywhere: in pickers, tags, stages and forms. */
function useRefresh(plural: SettingKind) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.kind(plural) }),
      client.invalidateQueries({ queryKey: keys.bootstrap }),
    ]);
}

export function useCreateSetting(plural: SettingKind) {
  const refresh = useRefresh(plural);
  return useMutation({
    mutationFn: (body: Record<string, unknown>) => api.post<RecordRow>(`/${plural}`, { body }),
    onSuccess: refresh,
  });
}

interface Change {
  record: RecordRow;
  body: Record<string, unknown>;
}

/** Changes a record on the screen at once and takes it back when the server refuses. */
export function useUpdateSetting(plural: SettingKind) {
  const client = useQueryClient();
  const refresh = useRefresh(plural);
  const lists = { queryKey: settingKey(plural) };
  return useMutation({
    mutationFn: ({ record, body }: Change) =>
      api.patch<RecordRow>(`/${plural}/${record.id}`, { body, ifMatch: record.version }),
    onMutate: async ({ record, body }) => {
      await client.cancelQueries(lists);
      const before = client.getQueriesData<RecordRow[]>(lists);
      client.setQueriesData<RecordRow[]>(lists, (rows) =>
        rows?.map((row) => (row.id === record.id ? { ...row, ...body } : row)),
      );
      return before;
    },
    onError: (_, __, before) => {
      for (const [key, rows] of before ?? []) client.setQueryData(key, rows);
    },
    onSettled: refresh,
  });
}

/** Puts a record into the trash; the toast takes it out again. One that others stand in is refused as occupied. */
export function useRemoveSetting(plural: SettingKind, onOccupied?: (record: RecordRow) => void) {
  const t = useT();
  const client = useQueryClient();
  const refresh = useRefresh(plural);
  const lists = { queryKey: settingKey(plural) };
  const failed = () => toast.error(t('error.not_saved'));
  return useMutation({
    mutationFn: (record: RecordRow) => api.delete(`/${plural}/${record.id}`),
    onMutate: async (record) => {
      await client.cancelQueries(lists);
      const before = client.getQueriesData<RecordRow[]>(lists);
      client.setQueriesData<RecordRow[]>(lists, (rows) => rows?.filter((row) => row.id !== record.id));
      return before;
    },
    onSuccess: (_, record) => {
      const restore = () => api.post(`/${plural}/${record.id}/restore`).then(refresh, failed);
      toast(t('settings.removed', { name: record.title }), {
        action: { label: t('settings.undo'), onClick: () => void restore() },
      });
    },
    onError: (error, record, before) => {
      for (const [key, rows] of before ?? []) client.setQueryData(key, rows);
      if (onOccupied && isProblem(error, 'conflict')) {
        onOccupied(record);
        return;
      }
      toast.error(t('error.not_saved'), { description: failureText(error) });
    },
    onSettled: refresh,
  });
}
