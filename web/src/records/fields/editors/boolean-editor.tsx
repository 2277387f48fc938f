import { Switch } from '@/ui/switch';
import type { EditorProps } from '../field-kind';
import { ChoiceBox } from './choice-box';
import { controlProps } from './control-props';

/** A switch; in a cell the two words, because there a press must not change what is only passed over. */
export function BooleanEditor(props: EditorProps) {
  const { ctx, value, onChange, onCommit, look } = props;
  const choose = (next: boolean) => {
    onChange(next);
    onCommit?.(next);
  };
  if (look !== 'cell') {
    return <Switch checked={value === true} onCheckedChange={choose} {...controlProps(props)} />;
  }
  const options = [
    { value: 'true', label: ctx.t('records.yes') },
    { value: 'false', label: ctx.t('records.no') },
  ];
  return (
    <ChoiceBox
      editor={props}
      options={options}
      selected={options.filter((option) => option.value === String(value === true))}
      onChoose={([chosen]) => choose(chosen?.value === 'true')}
    />
  );
}
