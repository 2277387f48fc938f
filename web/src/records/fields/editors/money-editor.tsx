import { useState } from 'react';
import { toMajor, toMinor } from '@/lib/money';
import { parseNumber } from '@/lib/parse-number';
import type { EditorProps } from '../field-kind';
import { isMoney } from '../value-guards';
import { controlProps } from './control-props';
import { CurrencyPicker } from './currency-picker';
import { TextBox } from './text-box';

/** The amount as typed and the currency beside it; in a cell the currency stays what it is. */
export function MoneyEditor(props: EditorProps) {
  const { ctx, value, onChange, look } = props;
  const [currency, setCurrency] = useState(() => (isMoney(value) ? value.currency : ctx.format.currency));
  const [text, setText] = useState(() => (isMoney(value) ? ctx.format.number(toMajor(value), 4) : ''));
  const change = (nextText: string, nextCurrency: string) => {
    setText(nextText);
    setCurrency(nextCurrency);
    const major = parseNumber(nextText, ctx.format.locale);
    if (nextText.trim() === '') onChange(null);
    else
      onChange(major === null ? nextText : { amount: toMinor(major, nextCurrency), currency: nextCurrency });
  };
  const box = (
    <TextBox
      value={text}
      onChange={(next) => change(next, currency)}
      align="end"
      inputMode="decimal"
      autoComplete="off"
      look={look}
      size={props.size}
      autoFocus={props.autoFocus}
      {...controlProps(props)}
    />
  );
  if (look === 'cell') return box;
  return (
    <div className="flex gap-2">
      <div className="min-w-0 flex-1">{box}</div>
      <CurrencyPicker
        value={currency}
        onChange={(next) => change(text, next)}
        size={props.size}
        disabled={props.disabled}
        label={ctx.t('records.currency_of', { field: ctx.label })}
      />
    </div>
  );
}
