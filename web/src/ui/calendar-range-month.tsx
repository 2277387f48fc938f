import { format, parseISO } from 'date-fns';
import { useState } from 'react';
import { DayPicker } from 'react-day-picker';
import { calendarLook } from './calendar-look';
import type { CalendarRangeProps } from './calendar-range';

const inDay = '[&>button]:rounded-none [&>button]:bg-selected! [&>button]:text-ink!';

export function CalendarRangeMonth({ value, onSelect, firstHint, lastHint, ...look }: CalendarRangeProps) {
  /** The day of the first press, until the second. */
  const [first, setFirst] = useState<Date | null>(null);
  const { classNames, ...rest } = calendarLook(look);
  const press = (day: Date) => {
    if (first === null) {
      setFirst(day);
      return;
    }
    const [from, to] = day < first ? [day, first] : [first, day];
    onSelect({ from: format(from, 'yyyy-MM-dd'), to: format(to, 'yyyy-MM-dd') });
  };
  return (
    <div>
      <DayPicker
        mode="range"
        autoFocus
        showOutsideDays
        fixedWeeks
        selected={first ? { from: first, to: first } : { from: parseISO(value.from), to: parseISO(value.to) }}
        defaultMonth={parseISO(value.to)}
        onSelect={(_, day) => press(day)}
        {...rest}
        classNames={{ ...classNames, range_middle: inDay }}
      />
      <p role="status" className="px-5 pb-3 text-12 text-ink-3">
        {first ? lastHint : firstHint}
      </p>
    </div>
  );
}
