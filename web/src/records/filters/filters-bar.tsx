import { SlidersHorizontal } from 'lucide-react';
import { useRef } from 'react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import type { FieldContext } from '../model/field-context';
import {
  countConditions,
  isCondition,
  replaceAt,
  requireAlso,
  type Condition,
  type FilterGroup,
} from '../model/filter-tree';
import { AddFilter } from './add-filter';
import { FilterChip } from './filter-chip';

interface FiltersBarProps {
  filter: FilterGroup;
  onChange: (filter: FilterGroup) => void;
  contexts: ReadonlyMap<string, FieldContext>;
  filterable: readonly FieldContext[];
  adding: boolean;
  onAddingChange: (adding: boolean) => void;
  onPanel: () => void;
}

/** The conditions as chips. What cannot be said with chips, groups, stands as one button that opens the panel. */
export function FiltersBar(props: FiltersBarProps) {
  const { filter, onChange, contexts, filterable, onPanel } = props;
  const t = useT();
  // While a condition is being added, further choices change that one, which stands last.
  const added = useRef<number | null>(null);
  const flat = 'and' in filter ? filter.and : [];
  const grouped = countConditions(filter) - flat.filter(isCondition).length;
  const add = (condition: Condition) => {
    const next = requireAlso(filter, condition);
    added.current = 'and' in next ? next.and.length - 1 : null;
    onChange(next);
  };
  const changeAdded = (condition: Condition) => {
    if (added.current !== null) onChange(replaceAt(filter, [added.current], condition));
  };
  return (
    <>
      {flat.map((node, index) => {
        const ctx = isCondition(node) ? contexts.get(node.field) : undefined;
        if (!isCondition(node) || !ctx) return null;
        return (
          <FilterChip
            // Conditions have no identity; two of one field are told apart by their place.
            key={`${node.field}-${index}`}
            ctx={ctx}
            condition={node}
            onChange={(condition) => onChange(replaceAt(filter, [index], condition))}
            onRemove={() => onChange(replaceAt(filter, [index], null))}
          />
        );
      })}
      {grouped > 0 && (
        <Button size="sm" icon={<SlidersHorizontal size={16} strokeWidth={1.75} />} onClick={onPanel}>
          {t('records.filter.grouped', { count: grouped })}
        </Button>
      )}
      <AddFilter
        contexts={filterable}
        onAdd={add}
        onChange={changeAdded}
        onPanel={onPanel}
        open={props.adding}
        onOpenChange={props.onAddingChange}
      />
    </>
  );
}
