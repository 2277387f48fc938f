import { CircleAlert, CircleCheck, Clock, Pause } from 'lucide-react';
import type { RecordRow } from '@/api/types';
import { useT, type Translate } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import type { Format } from '@/i18n/format';
import { dayOf } from '@/lib/days';
import { useNow } from '@/lib/use-now';
import { Tag } from '@/ui/tag';
import { deadlineOf, isSettled, type Deadline } from './deadline';

/** So many minutes before it is due, a promise is in danger. */
export const SOON = 60;

const icon = { size: 12, strokeWidth: 2, 'aria-hidden': true } as const;

/** The next promise of a ticket: how long there is, or how late it is. `long` says "First reply". */
export function DeadlineChip({ ticket, long = false }: { ticket: RecordRow; long?: boolean }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  if (ticket['status'] === 'waiting') {
    return <Tag icon={<Pause {...icon} />}>{t('ticket.waiting')}</Tag>;
  }
  if (isSettled(ticket)) {
    const word = ticket['status'] === 'closed' ? t('ticket.closed') : t('ticket.resolved');
    return (
      <Tag color="green" icon={<CircleCheck {...icon} />}>
        {word}
      </Tag>
    );
  }
  const deadline = deadlineOf(ticket, now);
  if (!deadline) return null;
  const { minutes } = deadline;
  const color = minutes < 0 ? 'red' : minutes < SOON ? 'amber' : null;
  return (
    <Tag color={color} icon={minutes < 0 ? <CircleAlert {...icon} /> : <Clock {...icon} />}>
      {deadlineText(deadline, { t, format, now, long })}
    </Tag>
  );
}

interface Words {
  t: Translate;
  format: Format;
  now: Date;
  long: boolean;
}

function deadlineText({ what, at, minutes }: Deadline, { t, format, now, long }: Words): string {
  const name = long && what === 'reply' ? 'first_reply' : what;
  if (minutes < 0) return t(`ticket.late.${name}`, { time: spanText(-minutes, t) });
  if (minutes < 2 * SOON) return t(`ticket.in.${name}`, { time: spanText(minutes, t) });
  const today = dayOf(at, format.timeZone) === dayOf(now, format.timeZone);
  return t(`ticket.due.${name}`, { time: today ? format.time(at) : format.date(at, now) });
}

/** "24 min", "3 h", "2 d". */
export function spanText(minutes: number, t: Translate): string {
  if (minutes < 60) return t('ticket.minutes', { count: minutes });
  if (minutes < 48 * 60) return t('ticket.hours', { count: Math.floor(minutes / 60) });
  return t('ticket.days', { count: Math.floor(minutes / (24 * 60)) });
}
