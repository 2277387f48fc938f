import { useFormat } from '@/i18n/use-format';
import { dayOf, plainDate } from '@/lib/days';

/** The day over its events: a word when it is near, and for today the date beside it. */
export function DayHead({ day, id }: { day: string; id: string }) {
  const format = useFormat();
  const today = isToday(day, format.timeZone);
  const date = new Intl.DateTimeFormat(format.locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <h2
      id={id}
      className="flex items-center gap-2.5 pt-[18px] pb-1.5 text-12 font-medium text-ink-3 after:h-px after:flex-1 after:bg-hairline"
    >
      <time dateTime={day} title={format.full(day)}>
        {format.date(day)}
        {today && `, ${date.format(plainDate(day))}`}
      </time>
    </h2>
  );
}

function isToday(day: string, timeZone: string): boolean {
  return day === dayOf(new Date(), timeZone);
}
