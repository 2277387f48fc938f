import { parseISO } from 'date-fns';
import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp } from 'lucide-react';
import type { CalendarProps } from './calendar';

const icons = { left: ChevronLeft, right: ChevronRight, up: ChevronUp, down: ChevronDown };

function Arrow({ orientation = 'left' }: { orientation?: keyof typeof icons }) {
  const Icon = icons[orientation];
  return <Icon size={16} strokeWidth={1.75} aria-hidden="true" />;
}

/** Words, limits and looks that calendars for a day and for a span of days share. */
export function calendarLook({
  locale,
  previousLabel,
  nextLabel,
  weekStartsOn = 1,
  min,
  max,
}: Omit<CalendarProps, 'value' | 'onSelect'>) {
  const text = (options: Intl.DateTimeFormatOptions) => (date: Date) =>
    new Intl.DateTimeFormat(locale, options).format(date);
  const limits = [...(min ? [{ before: parseISO(min) }] : []), ...(max ? [{ after: parseISO(max) }] : [])];
  return {
    weekStartsOn,
    disabled: limits,
    formatters: {
      formatCaption: text({ month: 'long', year: 'numeric' }),
      formatWeekdayName: text({ weekday: 'narrow' }),
    },
    labels: {
      labelPrevious: () => previousLabel,
      labelNext: () => nextLabel,
      labelDayButton: text({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
      labelWeekday: text({ weekday: 'long' }),
      labelGrid: text({ month: 'long', year: 'numeric' }),
    },
    components: { Chevron: Arrow },
    classNames: {
      root: 'relative w-max p-3',
      month_caption: 'flex h-7 items-center px-2 text-13 font-semibold',
      nav: 'absolute top-3 right-3 z-10 flex gap-1',
      button_previous: 'grid size-7 place-items-center rounded-ctl text-ink-2 hover:bg-hover',
      button_next: 'grid size-7 place-items-center rounded-ctl text-ink-2 hover:bg-hover',
      month_grid: 'mt-1 border-collapse',
      weekday: 'size-9 text-12 font-normal text-ink-3',
      day: 'p-0 text-center text-13 tabular-nums',
      day_button:
        'size-9 rounded-ctl hover:bg-hover in-data-[selected=true]:bg-accent in-data-[selected=true]:text-on-accent in-data-[selected=true]:hover:bg-accent-hover disabled:opacity-40',
      today: 'font-semibold',
      outside: 'text-ink-3',
    },
  };
}
