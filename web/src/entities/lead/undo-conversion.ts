import type { QueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { unconvertLead } from '@/api/conversion';
import type { RecordRow } from '@/api/types';
import { t } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { refreshConversion } from './refresh-conversion';

/** For so long a conversion can be taken back, as the server has it. */
const DAYS = 30;

export function mayStillUndo(convertedAt: unknown, now = Date.now()): boolean {
  return typeof convertedAt === 'string' && Date.parse(convertedAt) + DAYS * 86_400_000 > now;
}

/** Makes a converted lead a lead again. Answers whether it is one; why it is not, a toast says. */
export async function undoConversion(
  client: QueryClient,
  lead: Pick<RecordRow, 'id' | 'title'>,
): Promise<boolean> {
  try {
    await refreshConversion(client, await unconvertLead(lead.id));
    toast.success(t('convert.undone', { title: lead.title }));
    return true;
  } catch (error) {
    toast.error(t('convert.not_undone', { title: lead.title }), { description: failureText(error) });
    return false;
  }
}
