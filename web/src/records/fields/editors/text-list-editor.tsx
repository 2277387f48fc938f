import { useState } from 'react';
import type { EditorProps } from '../field-kind';
import { splitList } from '../text-list';
import { textsOf } from '../value-guards';
import { controlProps } from './control-props';
import { TextBox } from './text-box';

/** Texts with commas between them. The text stays as typed; the list is read from it. */
export function TextListEditor(props: EditorProps) {
  const { ctx, value, onChange } = props;
  const [text, setText] = useState(() => textsOf(value).join(', '));
  return (
    <TextBox
      value={text}
      placeholder={ctx.t('records.list_placeholder')}
      onChange={(next) => {
        setText(next);
        onChange(splitList(next));
      }}
      look={props.look}
      size={props.size}
      autoFocus={props.autoFocus}
      {...controlProps(props)}
    />
  );
}
