import { Check, X } from 'lucide-react';
import { useRef } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { isMoney } from '@/records/fields/value-guards';
import type { CalendarControl } from './calendar-control';
import { dayOfDeal } from './month-grid';
import { useDealDrag } from './use-day-drag';

interface DealChipProps {
  deal: RecordRow;
  calendar: CalendarControl;
}

/** A deal on its day. A press opens it beside the calendar; the keys of the calendar move it. */
export function DealChip({ deal, calendar }: DealChipProps) {
  const t = useT();
  const format = useFormat();
  const chip = useRef<HTMLButtonElement>(null);
  useDealDrag(chip, deal.id, calendar.mayMove(deal));
  const { amount, status } = deal;
  const day = dayOfDeal(deal);
  const late = status === 'open' && day !== null && day < calendar.today;
  const money = isMoney(amount) ? format.moneyShort(amount) : null;
  const label = [
    deal.title,
    money,
    day && format.date(day),
    status === 'won' || status === 'lost' ? t(`calendar.${status}`) : late && t('calendar.late'),
  ];
  return (
    <button
      ref={chip}
      type="button"
      data-entry={deal.id}
      aria-label={label.filter(Boolean).join(', ')}
      tabIndex={calendar.active === deal.id ? 0 : -1}
      onFocus={() => calendar.activate(deal.id)}
      onClick={() => calendar.peek(deal.id)}
      className={cn(
        'flex h-6 w-full min-w-0 items-center gap-1 rounded-tag border px-1.5 text-left text-12 pointer-coarse:h-11',
        calendar.isTicked(deal.id)
          ? 'border-selected-line bg-selected'
          : 'border-line bg-surface hover:border-line-strong/45',
        status === 'open' ? 'text-ink' : 'text-ink-2',
        calendar.dragged === deal.id && 'opacity-40',
      )}
    >
      {status === 'won' && (
        <Check size={12} strokeWidth={2.5} aria-hidden="true" className="shrink-0 text-success" />
      )}
      {status === 'lost' && (
        <X size={12} strokeWidth={2.5} aria-hidden="true" className="shrink-0 text-danger" />
      )}
      <span
        className={cn(
          'min-w-0 flex-1 truncate font-medium',
          status === 'lost' && 'line-through',
          late && 'text-danger',
        )}
      >
        {deal.title}
      </span>
      {money && <span className="shrink-0 text-ink-2 tabular-nums max-xl:hidden">{money}</span>}
    </button>
  );
}
