import { useState } from 'react';
import type { ComboboxOption } from '@/ui/combobox';
import { referenceTo } from '../reference-value';
import type { EditorProps } from '../field-kind';
import { ChoiceBox } from './choice-box';
import { referenceOption } from './reference-option';
import { useReferenceOptions } from './use-reference-options';

const NONE = '\u0000none';

export function ReferenceEditor(props: EditorProps) {
  const { ctx, value, record, onChange, onCommit, look } = props;
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState<ComboboxOption | null>(null);
  const { entries, loading } = useReferenceOptions(ctx, query);
  const current = referenceTo(ctx, value, record);
  const selected =
    typeof value !== 'string' || value === ''
      ? []
      : [current ? referenceOption(current) : picked?.value === value ? picked : { value, label: '…' }];
  const none = { value: NONE, label: ctx.t('records.none') };
  const options = entries.map(referenceOption);
  return (
    <ChoiceBox
      editor={props}
      options={look === 'cell' && !ctx.field.required && query === '' ? [...options, none] : options}
      selected={selected}
      query={query}
      onQueryChange={setQuery}
      loading={loading}
      onChoose={([chosen]) => {
        const next = chosen === undefined || chosen.value === NONE ? null : chosen.value;
        const title = chosen && next !== null ? { id: next, title: chosen.label } : undefined;
        setPicked(chosen ?? null);
        onChange(next, title);
        onCommit?.(next, title);
      }}
    />
  );
}
