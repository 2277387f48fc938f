import type { EditorProps } from '../field-kind';
import { controlProps } from './control-props';
import { TextBox } from './text-box';

const natives = {
  email: { type: 'email', inputMode: 'email' },
  phone: { type: 'tel', inputMode: 'tel' },
  url: { type: 'text', inputMode: 'url' },
  text: { type: 'text', inputMode: 'text' },
} as const;

/** Text, email, phone and web address: the type chooses the keyboard of a phone. */
export function TextEditor(props: EditorProps) {
  const { ctx, value, onChange } = props;
  const { type, max_length } = ctx.field;
  return (
    <TextBox
      value={typeof value === 'string' ? value : ''}
      onChange={(text) => onChange(text === '' ? null : text)}
      maxLength={max_length ?? undefined}
      autoComplete="off"
      look={props.look}
      size={props.size}
      autoFocus={props.autoFocus}
      {...natives[type in natives ? (type as keyof typeof natives) : 'text']}
      {...controlProps(props)}
    />
  );
}
