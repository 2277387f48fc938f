import { Dot } from '@/ui/dot';
import type { EditorProps } from '../field-kind';
import { isTagged, labelOfOption } from '../options';
import { ChoiceBox } from './choice-box';

const NONE = '\u0000none';

export function SelectEditor(props: EditorProps) {
  const { ctx, value, onChange, onCommit } = props;
  const tagged = isTagged(ctx);
  const options = ctx.field.options.map((option) => ({
    value: option.value,
    label: labelOfOption(ctx, option.value),
    icon: tagged ? <Dot color={option.color} /> : undefined,
  }));
  const selected =
    typeof value === 'string' && value !== ''
      ? [options.find((option) => option.value === value) ?? { value, label: value }]
      : [];
  // A cell has no room for a button that clears, so "none" is one of the choices there.
  const none = { value: NONE, label: ctx.t('records.none') };
  const offered = props.look === 'cell' && !ctx.field.required ? [...options, none] : options;
  return (
    <ChoiceBox
      editor={props}
      options={offered}
      selected={selected}
      onChoose={([chosen]) => {
        const next = chosen === undefined || chosen.value === NONE ? null : chosen.value;
        onChange(next);
        onCommit?.(next);
      }}
    />
  );
}
