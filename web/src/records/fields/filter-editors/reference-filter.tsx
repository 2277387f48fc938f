import { useState } from 'react';
import { Combobox, type ComboboxOption } from '@/ui/combobox';
import { referenceOption } from '../editors/reference-option';
import { useReferenceOptions } from '../editors/use-reference-options';
import type { FilterEditorProps } from '../field-kind';
import { useReferenceTitles } from '../use-reference-titles';
import { textsOf } from '../value-guards';
import { CheckList } from './check-list';

const FEW = 12;

/** Few choices are all shown; among many one searches. "Me" follows whoever reads the list. */
export function ReferenceFilter({ ctx, op, value, onChange }: FilterEditorProps) {
  const { target } = ctx.field;
  const single = op === 'eq' || op === 'ne';
  const ids = single ? (typeof value === 'string' && value !== '' ? [value] : []) : textsOf(value);
  const [query, setQuery] = useState('');
  const { entries, loading } = useReferenceOptions(ctx, query);
  const titles = useReferenceTitles(ctx, ids);
  const me: ComboboxOption[] = target === 'user' ? [{ value: 'me', label: ctx.t('records.me') }] : [];
  const options = [...(query === '' ? me : []), ...entries.map(referenceOption)];
  const store = (next: string[]) => onChange(single ? (next.at(-1) ?? null) : next);

  if (ctx.directory.holds(target) && ctx.directory.entries(target).length <= FEW) {
    return <CheckList label={ctx.label} items={options} chosen={ids} onChange={store} />;
  }
  return (
    <Combobox
      multiple={!single}
      size="md"
      label={ctx.label}
      placeholder={ctx.t('records.choose')}
      searchPlaceholder={ctx.t('common.search')}
      emptyLabel={ctx.t('records.no_choice')}
      options={options}
      selected={ids.map((id) => ({ value: id, label: titles.get(id) ?? '…' }))}
      query={query}
      onQueryChange={setQuery}
      loading={loading}
      onChange={(next) => store(next.map((option) => option.value))}
    />
  );
}
