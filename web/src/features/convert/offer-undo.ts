import type { QueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { convertLead, unconvertLead, type ConversionBody } from '@/api/conversion';
import type { RecordRow } from '@/api/types';
import { refreshConversion } from '@/entities/lead/refresh-conversion';
import { undoConversion } from '@/entities/lead/undo-conversion';
import { t } from '@/i18n/t';
import { useUndoStack, type Undoable } from '@/records/mutations/undo-stack';

interface Done {
  client: QueryClient;
  lead: Pick<RecordRow, 'id' | 'title'>;
  /** What was asked for, to do it again. */
  body: ConversionBody;
  /** To the lead, which is one again. */
  goBack: () => void;
}

/** Tells that a lead was converted, and takes it back by a button for a while and by the keys after that. */
export function offerUndo({ client, lead, body, goBack }: Done): void {
  const label = t('convert.done', { title: lead.title });
  const entry: Undoable = {
    label,
    undo: async () => {
      await refreshConversion(client, await unconvertLead(lead.id));
      goBack();
    },
    redo: async () => {
      const again = await convertLead(lead.id, body, crypto.randomUUID());
      await refreshConversion(client, again.lead);
    },
  };
  useUndoStack.getState().push(entry);
  const undo = async () => {
    useUndoStack.getState().remove(entry);
    if (await undoConversion(client, lead)) goBack();
  };
  toast.success(label, {
    duration: 8000,
    action: { label: t('records.undo'), onClick: () => void undo() },
  });
}
