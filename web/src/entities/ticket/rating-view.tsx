import { Star } from 'lucide-react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { PlainText } from '@/records/markdown/plain-text';
import { Stars } from './stars';

/** What the customer answered when they were asked how content they were. */
export function RatingView({ ticket, name }: { ticket: RecordRow; name: string }) {
  const t = useT();
  const format = useFormat();
  const rating = Number(ticket['satisfaction']);
  const at = String(ticket['satisfaction_at']);
  const comment = ticket['satisfaction_comment'];
  return (
    <article
      aria-label={t('ticket.rating_of', { name })}
      className="grid grid-cols-[28px_minmax(0,1fr)] gap-3"
    >
      <span
        aria-hidden="true"
        className={cn(
          'tinted grid size-7 place-items-center rounded-full',
          rating >= 3 ? '[--h:80]' : '[--h:25]',
        )}
      >
        <Star size={14} strokeWidth={1.75} />
      </span>
      <div className="min-w-0">
        <header className="flex min-w-0 items-baseline gap-2">
          <span className="truncate font-medium">{name}</span>
          <span className="truncate text-12 text-ink-3">{t('ticket.rated')}</span>
          <time
            dateTime={at}
            title={format.full(at)}
            className="ml-auto shrink-0 text-12 text-ink-3 tabular-nums"
          >
            {format.dateTime(at)}
          </time>
        </header>
        <Stars rating={rating} />
        {typeof comment === 'string' && comment !== '' && (
          <div className="mt-1 text-14">
            <PlainText text={comment} />
          </div>
        )}
      </div>
    </article>
  );
}
