import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { RecordRow } from '@/api/types';
import { failureText } from '@/records/mutations/failure-text';
import { moved, newPlaces } from '@/lib/ordering';
import { settingKey, type SettingKind } from './setting-records';

/** Moves records that carry a position; the screen shows the new order before the server has it. */
export function useReorder(plural: SettingKind) {
  const client = useQueryClient();
  const lists = { queryKey: settingKey(plural) };
  return async (rows: readonly RecordRow[], from: number, to: number) => {
    const placed = moved(rows, from, to).map((row) => ({
      id: row.id,
      position: Number(row['position'] ?? 0),
    }));
    const places = newPlaces(placed);
    const byId = new Map(places.map(({ id, position }) => [id, position]));
    await client.cancelQueries(lists);
    client.setQueriesData<RecordRow[]>(lists, (all) =>
      all
        ?.map((row) => (byId.has(row.id) ? { ...row, position: byId.get(row.id) } : row))
        .toSorted((a, b) => Number(a['position']) - Number(b['position'])),
    );
    try {
      await Promise.all(
        places.map(({ id, position }) => api.patch(`/${plural}/${id}`, { body: { position } })),
      );
    } catch (error) {
      toast.error(failureText(error));
    }
    await Promise.all([
      client.invalidateQueries(lists),
      client.invalidateQueries({ queryKey: keys.bootstrap }),
    ]);
  };
}
