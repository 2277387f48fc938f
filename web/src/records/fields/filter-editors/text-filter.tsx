import { t } from '@/i18n/t';
import { TextBox } from '../editors/text-box';
import type { FilterEditorProps } from '../field-kind';
import { splitList } from '../text-list';
import { textsOf } from '../value-guards';

/** Words to compare with; several, with commas between them, where the operator takes a list. */
export function TextFilter({ ctx, op, value, onChange, autoFocus }: FilterEditorProps) {
  const list = op === 'in' || op === 'not_in' || op.startsWith('has_');
  if (list)
    return <ListBox value={textsOf(value)} label={ctx.label} onChange={onChange} autoFocus={autoFocus} />;
  return (
    <TextBox
      size="md"
      aria-label={ctx.label}
      value={typeof value === 'string' ? value : ''}
      onChange={(text) => onChange(text)}
      autoComplete="off"
      autoFocus={autoFocus}
    />
  );
}

interface ListBoxProps {
  value: string[];
  label: string;
  onChange: (value: string[]) => void;
  autoFocus?: boolean;
}

function ListBox({ value, label, onChange, autoFocus }: ListBoxProps) {
  // Uncontrolled in effect: "a, " on its way to "a, b" must not lose its comma.
  return (
    <input
      defaultValue={value.join(', ')}
      placeholder={t('records.list_placeholder')}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the popover was opened to type here
      autoFocus={autoFocus}
      onChange={(event) => onChange(splitList(event.target.value))}
      className="h-8 w-full rounded-ctl border border-line-strong bg-surface px-2.5 text-13 pointer-coarse:h-11 pointer-coarse:text-16"
    />
  );
}
