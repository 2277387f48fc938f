import { useState } from 'react';
import { parseNumber } from '@/lib/parse-number';
import type { EditorProps } from '../field-kind';
import { controlProps } from './control-props';
import { TextBox } from './text-box';

/** Keeps the text as typed, so that "1," on the way to "1,5" is not rewritten under the caret. */
export function NumberEditor(props: EditorProps) {
  const { ctx, value, onChange } = props;
  const [text, setText] = useState(() => (typeof value === 'number' ? ctx.format.number(value, 6) : ''));
  const change = (next: string) => {
    setText(next);
    // What is no number goes on as text, so that the check says so instead of the editor losing it.
    onChange(next.trim() === '' ? null : (parseNumber(next, ctx.format.locale) ?? next));
  };
  return (
    <TextBox
      value={text}
      onChange={change}
      align="end"
      inputMode={ctx.field.type === 'integer' ? 'numeric' : 'decimal'}
      autoComplete="off"
      look={props.look}
      size={props.size}
      autoFocus={props.autoFocus}
      {...controlProps(props)}
    />
  );
}
