import { TriangleAlert } from 'lucide-react';
import { useT } from '@/i18n/t';
import { spotOf, useLive } from '@/records/live/live-store';

/** Says that somebody else is writing an answer right now, before the customer gets two. */
export function CollisionNotice({ ticket }: { ticket: string }) {
  const t = useT();
  const people = useLive(({ present }) => present[spotOf('tickets', ticket)]);
  const writing = (people ?? []).filter(({ doing }) => doing === 'replying');
  return (
    <div role="status">
      {writing.length > 0 && (
        <p className="tinted mb-2 flex animate-fade-in items-center gap-2 rounded-ctl px-3 py-1.5 text-12 font-medium [--h:80]">
          <TriangleAlert size={14} strokeWidth={2} aria-hidden="true" className="shrink-0" />
          {t('ticket.collision', {
            name: writing.map(({ title }) => title).join(', '),
            count: writing.length,
          })}
        </p>
      )}
    </div>
  );
}
