import * as z from 'zod/mini';
import type { FieldKindDef } from '../field-kind';
import { parseDay } from '../parse-date';
import { orEmpty } from '../schemas';
import { fromWallClock, toWallClock } from '../zoned-time';
import { date } from './date';

const CLOCK = /[T\s](\d{1,2}):(\d{2})(?::\d{2})?\s*$/;

export const datetime: FieldKindDef = {
  ...date,
  width: 140,
  format: (value, ctx) =>
    typeof value === 'string' && value !== ''
      ? toWallClock(value, ctx.format.timeZone).replace('T', ' ')
      : '',
  parse: (text, ctx) => {
    if (text.trim() === '') return { ok: true, value: null };
    if (/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(text.trim())) {
      return { ok: true, value: new Date(text.trim()).toISOString() };
    }
    const clock = CLOCK.exec(text);
    const day = parseDay(text.replace(CLOCK, ''), ctx.format.locale, ctx.format.timeZone);
    if (day === null || Number(clock?.[1] ?? 0) > 23 || Number(clock?.[2] ?? 0) > 59) {
      return { ok: false, code: 'invalid_datetime' };
    }
    const time = clock ? `${clock[1]?.padStart(2, '0')}:${clock[2]}` : '00:00';
    return { ok: true, value: fromWallClock(`${day}T${time}`, ctx.format.timeZone) };
  },
  schema: (field) =>
    orEmpty(
      field,
      z
        .string('invalid_datetime')
        .check(
          z.refine(
            (value) => /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
            'invalid_datetime',
          ),
        ),
    ),
};
