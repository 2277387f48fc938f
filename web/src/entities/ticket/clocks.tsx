import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { dayOf } from '@/lib/days';
import { useNow } from '@/lib/use-now';
import { PanelSection } from '@/records/page/panel-section';
import { SOON, spanText } from './deadline-chip';

/** What was promised about a ticket, and how much of the time is gone. */
export function Clocks({ ticket }: { ticket: RecordRow }) {
  const t = useT();
  const rated = typeof ticket['satisfaction'] === 'number' ? ticket['satisfaction'] : null;
  // What was merged is promised no more: the ticket that goes on has clocks of its own.
  const merged = typeof ticket['merged_into_id'] === 'string';
  const promised = merged ? null : (ticket['first_response_due_at'] ?? ticket['resolution_due_at']);
  return (
    <>
      {typeof promised === 'string' && (
        <PanelSection title={t('ticket.clocks')}>
          <div className="grid gap-3 px-5 pb-1 max-md:px-4">
            <Clock
              ticket={ticket}
              name={t('ticket.clock.reply')}
              due={ticket['first_response_due_at']}
              done={ticket['first_response_at']}
              result={ticket['first_response_result']}
            />
            <Clock
              ticket={ticket}
              name={t('ticket.clock.resolve')}
              due={ticket['resolution_due_at']}
              done={ticket['resolved_at']}
              result={ticket['resolution_result']}
            />
          </div>
        </PanelSection>
      )}
      {rated !== null && (
        <PanelSection title={t('ticket.satisfaction')} count={t('ticket.of_five', { rating: rated })} />
      )}
    </>
  );
}

interface ClockProps {
  ticket: RecordRow;
  name: string;
  due: unknown;
  done: unknown;
  result: unknown;
}

function Clock({ ticket, name, due, done, result }: ClockProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  if (typeof due !== 'string') return null;
  const begun = Date.parse(ticket.created_at);
  const end = Date.parse(due);
  const minutes = Math.floor((end - now.getTime()) / 60_000);
  const still = ticket['status'] === 'waiting' && typeof done !== 'string';
  const missed = result === 'missed' || (typeof done !== 'string' && minutes < 0 && !still);
  const share = Math.min(1, Math.max(0, (now.getTime() - begun) / Math.max(1, end - begun)));
  const soon = !missed && typeof done !== 'string' && !still && minutes < SOON;
  const text = () => {
    if (typeof done === 'string') return t(missed ? 'ticket.clock.missed' : 'ticket.clock.kept');
    if (still) return t('ticket.clock.still');
    if (minutes < 0) return t('ticket.clock.late', { time: spanText(-minutes, t) });
    if (minutes < 2 * SOON) return t('ticket.clock.left', { time: spanText(minutes, t) });
    const today = dayOf(due, format.timeZone) === dayOf(now, format.timeZone);
    return t('ticket.clock.by', { time: today ? format.time(due) : format.dateTime(due) });
  };
  return (
    <div className="grid gap-1.5">
      <p className="flex justify-between gap-3">
        <span className="text-ink-2">{name}</span>
        <span
          title={format.full(due)}
          className={cn('font-medium tabular-nums', missed ? 'text-danger' : soon && 'text-warning')}
        >
          {text()}
        </span>
      </p>
      <div aria-hidden="true" className="h-0.75 overflow-hidden rounded-full bg-sunken">
        <div
          className={cn('h-full rounded-full', missed ? 'bg-danger' : soon ? 'bg-warning' : 'bg-ink-3')}
          style={{ width: `${typeof done === 'string' || missed ? 100 : share * 100}%` }}
        />
      </div>
    </div>
  );
}
