import { ArrowDownUp } from 'lucide-react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { DropdownMenu } from '@/ui/dropdown-menu';
import type { MenuEntry } from '@/ui/menu-types';
import type { FieldContext } from '../model/field-context';
import type { SortKey } from '../model/sort';
import type { ColumnActions } from './use-column-actions';

interface SortButtonProps {
  sort: readonly SortKey[];
  contexts: ReadonlyMap<string, FieldContext>;
  actions: ColumnActions;
}

/** By what the list is ordered, also by fields that are no column. */
export function SortButton({ sort, contexts, actions }: SortButtonProps) {
  const t = useT();
  const [first] = sort;
  const label = (first && contexts.get(first.field)?.label) ?? t('records.sort');
  const fields = [...contexts.values()].filter((ctx) => ctx.field.sortable);
  const entries: MenuEntry[] = [
    ...fields.map((ctx): MenuEntry => ({
      type: 'item',
      id: ctx.path,
      label: ctx.label,
      checked: first?.field === ctx.path,
      onSelect: () => actions.sortBy(ctx.path, first?.descending ?? false),
    })),
    { type: 'separator', id: 'line' },
    ...[false, true].map((descending): MenuEntry => ({
      type: 'item',
      id: descending ? 'descending' : 'ascending',
      label: t(descending ? 'records.column.descending' : 'records.column.ascending'),
      checked: first?.descending === descending,
      disabled: !first,
      onSelect: () => first && actions.sortBy(first.field, descending),
    })),
  ];
  return (
    <DropdownMenu
      label={t('records.sort')}
      align="end"
      entries={entries}
      trigger={
        <Button
          size="sm"
          variant="ghost"
          icon={<ArrowDownUp size={16} strokeWidth={1.75} />}
          aria-label={t('records.sorted_by', { field: label })}
        >
          {label}
        </Button>
      }
    />
  );
}
