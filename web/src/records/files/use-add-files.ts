import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import { refreshFiles } from './files-query';
import { useUploads } from './upload-store';

/** Adds files to a record and shows them on their way. */
export function useAddFiles(kind: KindMeta, record: RecordRow): (files: readonly File[]) => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const add = useUploads((state) => state.add);
  return useCallback(
    (files) => {
      if (files.length === 0) return;
      add(files, { kind: kind.key, id: record.id }, (about) => void refreshFiles(client, kind.plural, about));
      void navigate({
        to: '/$plural/$id',
        params: { plural: kind.plural, id: record.id },
        search: { tab: 'files' },
        replace: true,
      });
    },
    [add, client, kind, navigate, record.id],
  );
}
