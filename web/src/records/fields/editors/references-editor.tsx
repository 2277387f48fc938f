import { useState } from 'react';
import type { ComboboxOption } from '@/ui/combobox';
import type { EditorProps } from '../field-kind';
import { referencesTo } from '../reference-value';
import { textsOf } from '../value-guards';
import { ChoiceBox } from './choice-box';
import { referenceOption } from './reference-option';
import { useReferenceOptions } from './use-reference-options';

export function ReferencesEditor(props: EditorProps) {
  const { ctx, value, record, onChange, onCommit } = props;
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState<readonly ComboboxOption[]>([]);
  const { entries, loading } = useReferenceOptions(ctx, query);
  const ids = textsOf(value);
  const known = new Map<string, ComboboxOption>();
  for (const option of [...referencesTo(ctx, value, record).map(referenceOption), ...picked]) {
    known.set(option.value, option);
  }
  return (
    <ChoiceBox
      // Several may be ticked; closing the list is what says that it is done.
      editor={{ ...props, onCancel: () => (onCommit ? onCommit(ids) : props.onCancel?.()) }}
      multiple
      options={entries.map(referenceOption)}
      selected={ids.map((id) => known.get(id) ?? { value: id, label: '…' })}
      query={query}
      onQueryChange={setQuery}
      loading={loading}
      onChoose={(next) => {
        setPicked(next);
        onChange(next.map((option) => option.value));
      }}
    />
  );
}
