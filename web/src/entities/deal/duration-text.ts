import type { Translate } from '@/i18n/t';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something lasted, in its largest unit: `12 d`, `3 h`, `5 min`. */
export function durationText(t: Translate, seconds: number): string {
  if (seconds >= DAY) return t('deal.stages.days', { count: Math.floor(seconds / DAY) });
  if (seconds >= HOUR) return t('deal.stages.hours', { count: Math.floor(seconds / HOUR) });
  return t('deal.stages.minutes', { count: Math.floor(seconds / MINUTE) });
}
