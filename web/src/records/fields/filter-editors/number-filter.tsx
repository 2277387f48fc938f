import { useState } from 'react';
import { toMajor, toMinor } from '@/lib/money';
import { parseNumber } from '@/lib/parse-number';
import type { FieldContext } from '../../model/field-context';
import { TextBox } from '../editors/text-box';
import type { FilterEditorProps } from '../field-kind';

/** A number, or two for "between". Money is compared in minor units of the workspace's currency. */
export function NumberFilter({ ctx, op, value, onChange, autoFocus }: FilterEditorProps) {
  if (op !== 'between') return <Box ctx={ctx} value={value} onChange={onChange} autoFocus={autoFocus} />;
  const [from = null, to = null] = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    <div className="flex items-center gap-2">
      <Box ctx={ctx} value={from} onChange={(next) => onChange([next, to])} autoFocus={autoFocus} />
      <span className="text-ink-3">{ctx.t('records.and')}</span>
      <Box ctx={ctx} value={to} onChange={(next) => onChange([from, next])} />
    </div>
  );
}

interface BoxProps {
  ctx: FieldContext;
  value: unknown;
  onChange: (value: number | null) => void;
  autoFocus?: boolean;
}

function Box({ ctx, value, onChange, autoFocus }: BoxProps) {
  const money = ctx.field.type === 'money';
  const { currency, locale } = ctx.format;
  const [text, setText] = useState(() => {
    if (typeof value !== 'number') return '';
    return ctx.format.number(money ? toMajor({ amount: value, currency }) : value, 6);
  });
  return (
    <TextBox
      size="md"
      aria-label={ctx.label}
      inputMode="decimal"
      autoComplete="off"
      align="end"
      value={text}
      autoFocus={autoFocus}
      onChange={(next) => {
        setText(next);
        const number = parseNumber(next, locale);
        onChange(number !== null && money ? toMinor(number, currency) : number);
      }}
    />
  );
}
