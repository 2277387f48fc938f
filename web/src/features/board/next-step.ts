import type { Format } from '@/i18n/format';
import type { Translate } from '@/i18n/t';

export type NextStepState = 'overdue' | 'today' | 'later' | 'none';

/** What happens next with a deal, in one of four states. */
export function nextStep(at: unknown, format: Format, t: Translate): { state: NextStepState; text: string } {
  if (typeof at !== 'string' || at === '') return { state: 'none', text: t('board.next.none') };
  return format.due(at);
}
