import { queryOptions, useQuery } from '@tanstack/react-query';
import { useKind } from '@/api/bootstrap';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, Page, RecordRow } from '@/api/types';
import type { ListData } from '@/records/mutations/list-data';
import { readDefinition, type Definition } from './definition';

export type Visibility = 'personal' | 'team' | 'everyone';
export type Schedule = 'none' | 'daily' | 'weekly' | 'monthly';

/** A report that somebody has kept. */
export interface SavedReport {
  record: RecordRow;
  id: string;
  name: string;
  description: string;
  definition: Definition;
  visibility: Visibility;
  ownerId: string | null;
  starredBy: readonly string[];
  schedule: Schedule;
  /** 0 to 23. */
  scheduleHour: number;
  /** A weekday from Monday on, or a day of the month. */
  scheduleDay: number;
  format: string;
  recipientIds: readonly string[];
  nextSendAt: string | null;
}

const kept = 200;
const visibilities = ['personal', 'team', 'everyone'] as const;
const schedules = ['none', 'daily', 'weekly', 'monthly'] as const;

/** Reads a record; null for one whose definition nobody here can make sense of. */
export function readSaved(record: RecordRow): SavedReport | null {
  const definition = readDefinition(record['definition']);
  if (!definition) return null;
  const text = (key: string) => (typeof record[key] === 'string' ? record[key] : null);
  const number = (key: string, usual: number) => (typeof record[key] === 'number' ? record[key] : usual);
  const ids = (key: string) =>
    Array.isArray(record[key]) ? record[key].filter((id): id is string => typeof id === 'string') : [];
  return {
    record,
    id: record.id,
    name: text('name') ?? record.title,
    description: text('description') ?? '',
    definition,
    visibility: visibilities.find((one) => one === record['visibility']) ?? 'personal',
    ownerId: text('owner_id'),
    starredBy: ids('starred_by'),
    schedule: schedules.find((one) => one === record['schedule']) ?? 'none',
    scheduleHour: number('schedule_hour', 8),
    scheduleDay: number('schedule_day', 1),
    format: text('format') ?? 'xlsx',
    recipientIds: ids('recipient_ids'),
    nextSendAt: text('next_send_at'),
  };
}

function savedReportsQuery(kind: KindMeta) {
  const query = { sort: 'name', limit: kept };
  return queryOptions({
    queryKey: keys.list(kind.plural, query),
    // In the shape of every list, so that a change, a deletion and its undo reach it too.
    queryFn: async ({ signal }): Promise<ListData> => {
      const page = await api.get<Page>(`/${kind.plural}`, { query, signal });
      return { pages: [page], pageParams: [{ index: 0 }] };
    },
  });
}

export function savedReportQuery(kind: KindMeta, id: string) {
  return queryOptions({
    queryKey: keys.one(kind.plural, id),
    queryFn: ({ signal }) => api.get<RecordRow>(`/${kind.plural}/${id}`, { signal }),
  });
}

/** The kind of saved reports, for those who may read any. */
export function useReportKind(): KindMeta | null {
  const kind = useKind('report');
  return kind && kind.rights.read !== 'none' ? kind : null;
}

/** Those that this person may see: their own and what others share. */
export function useSavedReports(kind: KindMeta) {
  const query = useQuery(savedReportsQuery(kind));
  return {
    ...query,
    reports: query.data?.pages.flatMap(({ data }) => data.map(readSaved)).filter((report) => report !== null),
  };
}
