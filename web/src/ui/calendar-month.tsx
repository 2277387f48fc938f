import { format, parseISO } from 'date-fns';
import { DayPicker } from 'react-day-picker';
import type { CalendarProps } from './calendar';
import { calendarLook } from './calendar-look';

export function CalendarMonth({ value, onSelect, ...look }: CalendarProps) {
  const selected = value ? parseISO(value) : undefined;
  return (
    <DayPicker
      mode="single"
      required
      autoFocus
      showOutsideDays
      fixedWeeks
      selected={selected}
      defaultMonth={selected}
      onSelect={(date) => date && onSelect(format(date, 'yyyy-MM-dd'))}
      {...calendarLook(look)}
    />
  );
}
