import type { EditorProps } from '../field-kind';
import { labelOfOption } from '../options';
import { textsOf } from '../value-guards';
import { ChoiceBox } from './choice-box';

export function MultiSelectEditor(props: EditorProps) {
  const { ctx, value, onChange, onCommit } = props;
  const chosen = textsOf(value);
  const toOption = (item: string) => ({ value: item, label: labelOfOption(ctx, item) });
  return (
    <ChoiceBox
      // Several may be ticked; closing the list is what says that it is done.
      editor={{ ...props, onCancel: () => (onCommit ? onCommit(chosen) : props.onCancel?.()) }}
      multiple
      options={ctx.field.options.map((option) => toOption(option.value))}
      selected={chosen.map(toOption)}
      onChoose={(next) => onChange(next.map((option) => option.value))}
    />
  );
}
