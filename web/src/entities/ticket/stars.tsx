import { Star } from 'lucide-react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';

const MARKS = [1, 2, 3, 4, 5];

/** How content somebody was, from one to five. */
export function Stars({ rating }: { rating: number }) {
  const t = useT();
  return (
    <span
      role="img"
      aria-label={t('ticket.of_five', { rating })}
      className="inline-flex items-center gap-0.5"
    >
      {MARKS.map((mark) => (
        <Star
          key={mark}
          size={14}
          strokeWidth={1.75}
          aria-hidden="true"
          className={cn(mark <= rating ? 'fill-current text-warning' : 'text-ink-3')}
        />
      ))}
    </span>
  );
}
