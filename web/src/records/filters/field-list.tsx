import { useMemo, useState } from 'react';
import { useT } from '@/i18n/t';
import { foldText } from '@/lib/fold-text';
import { Command, type CommandItem, type CommandSection } from '@/ui/command';
import { KindIcon } from '@/ui/kind-icon';
import type { FieldContext } from '../model/field-context';

interface FieldListProps {
  label: string;
  contexts: readonly FieldContext[];
  onChoose: (ctx: FieldContext) => void;
  /** Offered below the fields. */
  extra?: { id: string; label: string; onRun: () => void };
}

/** The fields of a kind to choose one from, with a box to find it. */
export function FieldList({ label, contexts, onChoose, extra }: FieldListProps) {
  const t = useT();
  const [query, setQuery] = useState('');
  const items = useMemo((): CommandItem[] => {
    const wanted = foldText(query);
    return contexts
      .filter((ctx) => foldText(ctx.label).includes(wanted))
      .map((ctx) => ({ id: ctx.path, label: ctx.label }));
  }, [contexts, query]);
  const sections: CommandSection[] = [{ id: 'fields', items }];
  if (extra && query === '') {
    sections.push({
      id: 'extra',
      items: [{ id: extra.id, label: extra.label, icon: <KindIcon name="sliders" /> }],
    });
  }
  return (
    <Command
      label={label}
      query={query}
      onQueryChange={setQuery}
      placeholder={t('records.find_field')}
      empty={t('records.no_choice')}
      sections={sections}
      onRun={(id) => {
        const ctx = contexts.find((candidate) => candidate.path === id);
        if (ctx) onChoose(ctx);
        else extra?.onRun();
      }}
    />
  );
}
