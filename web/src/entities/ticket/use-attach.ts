import { useState } from 'react';
import { toast } from 'sonner';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { uploadFile } from '@/records/files/upload-file';
import { failureText } from '@/records/mutations/failure-text';

interface Attached {
  id: string;
  name: string;
  size: number;
}

/** Uploads files to the ticket, to go with the answer that is being written. */
export function useAttach(ticket: RecordRow, onAttached: (file: Attached) => void) {
  const t = useT();
  const [sending, setSending] = useState(0);
  const attach = async (files: readonly File[]) => {
    for (const file of files) {
      setSending((count) => count + 1);
      try {
        const id = await uploadFile(
          file,
          { kind: 'ticket', id: ticket.id },
          {
            signal: new AbortController().signal,
            onBegin: () => {},
            onProgress: () => {},
            onWaiting: () => {},
          },
        );
        onAttached({ id, name: file.name, size: file.size });
      } catch (error) {
        toast.error(t('ticket.not_attached', { name: file.name }), { description: failureText(error) });
      } finally {
        setSending((count) => count - 1);
      }
    }
  };
  return { attach, sending };
}
