import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import { t } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { patchCached } from '@/records/mutations/record-cache';
import { useCreateRecord } from '@/records/mutations/use-create-record';
import { useDeleteRecord } from '@/records/mutations/use-delete-record';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import type { Definition } from './definition';
import type { SavedReport, Visibility } from './saved-report';

export interface Details {
  name: string;
  description: string;
  visibility: Visibility;
}

/** Keeping, changing, starring and deleting reports. What a form asks for rejects, so that the form can say why. */
export function useReportActions(kind: KindMeta) {
  const client = useQueryClient();
  const me = useMe();
  const create = useCreateRecord(kind);
  const update = useUpdateRecord(kind);
  const remove = useDeleteRecord(kind);
  const refresh = () => client.invalidateQueries({ queryKey: keys.kind(kind.plural) });

  const save = (details: Details, definition: Definition) =>
    create.mutateAsync({ values: { ...details, definition }, key: crypto.randomUUID() });
  return {
    save,
    change: async (report: SavedReport, values: Record<string, unknown>) => {
      const saved = await update({ id: report.id, values }, { quiet: true });
      await refresh();
      return saved;
    },
    duplicate: async (report: SavedReport): Promise<RecordRow | null> => {
      const name = t('reports.copy_of', { name: report.name });
      try {
        return await save(
          { name, description: report.description, visibility: 'personal' },
          report.definition,
        );
      } catch (error) {
        toast.error(t('reports.not_saved'), { description: failureText(error) });
        return null;
      }
    },
    star: async (report: SavedReport, starred: boolean) => {
      const others = report.starredBy.filter((id) => id !== me.id);
      const show = (ids: readonly string[]) =>
        patchCached(client, kind.plural, report.id, (row) => ({ ...row, starred_by: ids }));
      show(starred ? [...others, me.id] : others);
      try {
        await api.post(`/${kind.plural}/${report.id}/star`, { body: { starred } });
        await refresh();
      } catch (error) {
        show(report.starredBy);
        toast.error(t('reports.not_saved'), { description: failureText(error) });
      }
    },
    remove: (report: SavedReport) => remove({ ...report.record, title: report.name }),
  };
}
