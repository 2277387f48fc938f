import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { KindMeta, Titled } from '@/api/types';
import { useT } from '@/i18n/t';
import { useReferenceOptions } from '@/records/fields/editors/use-reference-options';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import type { FieldContext } from '@/records/model/field-context';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';

interface PersonAdderProps {
  people: KindMeta;
  /** Contacts that are there already. */
  known: ReadonlySet<string>;
  onAdd: (contact: Titled) => void;
}

/** Chooses a contact for the deal. */
export function PersonAdder(props: PersonAdderProps) {
  const ctx = useFieldContexts(props.people).get('contact_id');
  return ctx ? <Adder {...props} ctx={ctx} /> : null;
}

function Adder({ known, onAdd, ctx }: PersonAdderProps & { ctx: FieldContext }) {
  const t = useT();
  const [query, setQuery] = useState('');
  const { entries, loading } = useReferenceOptions(ctx, query);
  return (
    <Combobox
      label={t('deal.people.add')}
      placeholder={t('deal.people.add')}
      searchPlaceholder={t('common.search')}
      emptyLabel={t('records.no_choice')}
      query={query}
      onQueryChange={setQuery}
      loading={loading}
      options={entries
        .filter(({ id }) => !known.has(id))
        .map(({ id, title }) => ({ value: id, label: title }))}
      selected={[]}
      onChange={([chosen]) => chosen && onAdd({ id: chosen.value, title: chosen.label })}
      trigger={
        <Button size="sm" icon={<Plus size={16} strokeWidth={1.75} />}>
          {t('deal.people.add')}
        </Button>
      }
    />
  );
}
