import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { useMe } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { patchEntryRecord, type TimelineOf } from '../timeline/timeline-cache';
import { withReaction, type Reaction } from './reactions';

/** Reacts to a note, or takes that back: at once, and back if it is refused. */
export function useReact(of: TimelineOf) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ note, way, on }: { note: RecordRow; way: Reaction; on: boolean }) =>
      api.post<RecordRow>(`/notes/${note.id}/react`, { body: { reaction: way, on } }),
    onMutate: ({ note, way, on }) =>
      patchEntryRecord(client, of, note.id, (current) => ({
        ...current,
        reactions: withReaction(current, way, me.id, on),
      })),
    onSuccess: (saved) =>
      patchEntryRecord(client, of, saved.id, (current) =>
        saved.version >= current.version ? { ...current, ...saved } : current,
      ),
    onError: (_error, { note, way, on }) => {
      patchEntryRecord(client, of, note.id, (current) => ({
        ...current,
        reactions: withReaction(current, way, me.id, !on),
      }));
      toast.error(t('error.not_saved'));
    },
  });
}
