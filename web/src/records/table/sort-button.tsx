import { ArrowDownUp } from 'lucide-react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { DropdownMenu } from '@/ui/dropdown-menu';
import type { FieldContext } from '../model/field-context';
import type { SortKey } from '../model/sort';
import { sortEntries } from './sort-entries';
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
  return (
    <DropdownMenu
      label={t('records.sort')}
      align="end"
      entries={sortEntries(sort, contexts, actions, t)}
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
