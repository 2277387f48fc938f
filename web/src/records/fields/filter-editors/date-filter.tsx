import { useState } from 'react';
import { parseNumber } from '@/lib/parse-number';
import { dayOf, isPlainDate } from '@/lib/days';
import { Select } from '@/ui/select';
import type { FieldContext } from '../../model/field-context';
import { DateEditor } from '../editors/date-editor';
import { TextBox } from '../editors/text-box';
import type { FilterEditorProps } from '../field-kind';

const WORDS = ['today', 'yesterday', 'tomorrow'] as const;

/** A number of days, a day by word or by date, or two days. A filter on a moment compares with whole days. */
export function DateFilter({ ctx, op, value, onChange, autoFocus }: FilterEditorProps) {
  if (op === 'in_last_days' || op === 'in_next_days') {
    return <DaysBox ctx={ctx} value={value} onChange={onChange} autoFocus={autoFocus} />;
  }
  if (op !== 'between') return <DayBox ctx={ctx} value={value} onChange={onChange} />;
  const [from = null, to = null] = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    <div className="grid gap-2">
      <DayBox ctx={ctx} value={from} onChange={(next) => onChange([next, to])} />
      <span className="text-12 text-ink-3">{ctx.t('records.and')}</span>
      <DayBox ctx={ctx} value={to} onChange={(next) => onChange([from, next])} />
    </div>
  );
}

interface BoxProps {
  ctx: FieldContext;
  value: unknown;
  onChange: (value: unknown) => void;
  autoFocus?: boolean;
}

function DaysBox({ ctx, value, onChange, autoFocus }: BoxProps) {
  const [text, setText] = useState(() => (typeof value === 'number' ? String(value) : ''));
  const change = (next: string) => {
    setText(next);
    const days = parseNumber(next, ctx.format.locale);
    onChange(days !== null && Number.isInteger(days) && days >= 0 ? days : null);
  };
  return (
    <div className="flex items-center gap-2">
      <div className="w-24">
        <TextBox
          size="md"
          aria-label={ctx.t('records.number_of_days')}
          inputMode="numeric"
          autoComplete="off"
          align="end"
          value={text}
          autoFocus={autoFocus}
          onChange={change}
        />
      </div>
      <span className="text-ink-2">{ctx.t('records.days')}</span>
    </div>
  );
}

function DayBox({ ctx, value, onChange }: BoxProps) {
  const isDay = typeof value === 'string' && isPlainDate(value);
  const options = [
    ...WORDS.map((word) => ({ value: word as string, label: ctx.t(`records.day.${word}`) })),
    { value: 'date', label: ctx.t('records.day.date') },
  ];
  const choose = (choice: string) =>
    onChange(choice === 'date' ? dayOf(new Date(), ctx.format.timeZone) : choice);
  return (
    <div className="grid gap-2">
      <Select
        size="md"
        aria-label={ctx.label}
        placeholder={ctx.t('records.choose')}
        value={isDay ? 'date' : typeof value === 'string' ? value : undefined}
        options={options}
        onValueChange={choose}
      />
      {isDay && (
        <DateEditor
          ctx={{ ...ctx, field: { ...ctx.field, type: 'date' } }}
          size="md"
          value={value}
          onChange={onChange}
          aria-label={ctx.label}
        />
      )}
    </div>
  );
}
