import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { dayOf } from '@/lib/days';
import { useMedia } from '@/lib/use-media';
import { IconButton } from '@/ui/icon-button';
import { Calendar } from '@/ui/calendar';
import { Popover } from '@/ui/popover';
import type { EditorProps } from '../field-kind';
import { parseDay } from '../parse-date';
import { fromWallClock, toWallClock } from '../zoned-time';
import { controlProps } from './control-props';
import { TextBox } from './text-box';

const MORNING = '09:00';

/** A day to type or to pick; with a time beside it for moments. Touch screens get the native picker. */
export function DateEditor(props: EditorProps) {
  const { ctx, value, onChange, onCommit, look, autoFocus } = props;
  const { timeZone, locale } = ctx.format;
  const withTime = ctx.field.type === 'datetime';
  const touch = useMedia('(pointer: coarse)');
  const wall = readWall(value, withTime, timeZone);
  const [text, setText] = useState(wall.day);
  const [time, setTime] = useState(wall.time);
  const [open, setOpen] = useState(false);

  const build = (day: string, clock: string) =>
    withTime ? fromWallClock(`${day}T${clock || MORNING}`, timeZone) : day;
  const type = (nextText: string, nextTime: string) => {
    setText(nextText);
    setTime(nextTime);
    const day = parseDay(nextText, locale, timeZone);
    if (nextText.trim() === '') onChange(null);
    else onChange(day === null ? nextText : build(day, nextTime));
  };
  const pick = (day: string) => {
    type(day, time);
    setOpen(false);
    if (!withTime) onCommit?.(build(day, time));
  };

  return (
    <div className="flex h-full w-full items-center gap-1">
      <div className="h-full min-w-0 flex-1">
        <TextBox
          type={touch ? 'date' : 'text'}
          value={text}
          placeholder={ctx.t('records.date_placeholder')}
          onChange={(next) => type(next, time)}
          autoComplete="off"
          look={look}
          size={props.size}
          autoFocus={autoFocus}
          {...controlProps(props)}
        />
      </div>
      {withTime && (
        <div className="h-full w-24 shrink-0">
          <TextBox
            type="time"
            value={time}
            onChange={(next) => type(text || dayOf(new Date(), timeZone), next)}
            look={look}
            size={props.size}
            disabled={props.disabled}
            aria-label={ctx.t('records.time_of', { field: ctx.label })}
          />
        </div>
      )}
      {!touch && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          label={ctx.label}
          align="end"
          trigger={
            <IconButton
              size="sm"
              tooltip={false}
              disabled={props.disabled}
              label={ctx.t('records.open_calendar')}
              icon={<CalendarDays size={14} strokeWidth={2} />}
            />
          }
        >
          <Calendar
            value={parseDay(text, locale, timeZone)}
            onSelect={pick}
            locale={locale}
            previousLabel={ctx.t('records.previous_month')}
            nextLabel={ctx.t('records.next_month')}
          />
        </Popover>
      )}
    </div>
  );
}

function readWall(value: unknown, withTime: boolean, timeZone: string): { day: string; time: string } {
  if (typeof value !== 'string' || value === '') return { day: '', time: '' };
  if (!withTime) return { day: value, time: '' };
  const [day = '', time = ''] = toWallClock(value, timeZone).split('T');
  return { day, time };
}
