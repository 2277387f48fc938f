import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { findKind, useBootstrap } from '@/api/bootstrap';
import { searchQuery } from '@/api/search';
import { kindLabel } from '@/i18n/labels';
import { useDebounced } from '@/lib/use-debounced';
import type { ComboboxOption } from '@/ui/combobox';
import { KindIcon } from '@/ui/kind-icon';
import type { EditorProps } from '../field-kind';
import { recordTitleQuery } from '../record-titles';
import { linkedRecord } from '../reference-value';
import { ChoiceBox } from './choice-box';

/** A record of any kind, found by the global search. */
export function RecordEditor(props: EditorProps) {
  const { value, onChange, onCommit } = props;
  const bootstrap = useBootstrap();
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState<ComboboxOption | null>(null);
  const { data = [], isFetching } = useQuery(searchQuery(useDebounced(query, 150)));
  const link = linkedRecord(value);
  const plural = link ? findKind(bootstrap, link.kind)?.plural : undefined;
  const { data: title } = useQuery({
    ...recordTitleQuery(plural ?? '', link?.id ?? ''),
    enabled: plural !== undefined,
  });
  const kindOf = (key: string) => findKind(bootstrap, key);
  const options = data.map((hit): ComboboxOption => {
    const kind = kindOf(hit.kind);
    const option: ComboboxOption = { value: `${hit.kind}:${hit.id}`, label: hit.title };
    if (hit.subtitle) option.detail = hit.subtitle;
    if (kind) option.icon = <KindIcon name={kind.icon} />;
    return option;
  });
  const fallback = (kind: string) => {
    const meta = kindOf(kind);
    return meta ? kindLabel(meta, 'one') : kind;
  };
  const key = link && `${link.kind}:${link.id}`;
  const selected =
    link && key ? [picked?.value === key ? picked : { value: key, label: title ?? fallback(link.kind) }] : [];
  return (
    <ChoiceBox
      editor={props}
      options={options}
      selected={selected}
      query={query}
      onQueryChange={setQuery}
      loading={isFetching}
      onChoose={([chosen]) => {
        const [kind, id] = chosen?.value.split(':') ?? [];
        const next = kind && id ? { kind, id } : null;
        setPicked(chosen ?? null);
        onChange(next);
        onCommit?.(next);
      }}
    />
  );
}
