import { lazy, Suspense, useMemo, useState } from 'react';
import type { KindMeta } from '@/api/types';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { operatorsOf } from '@/records/filters/condition-draft';
import { FiltersBar } from '@/records/filters/filters-bar';
import { EMPTY_FILTER, readFilter, simplify, type FilterGroup } from '@/records/model/filter-tree';

const FilterSheet = lazy(async () => ({
  default: (await import('@/records/filters/filter-sheet')).FilterSheet,
}));

interface BuilderFiltersProps {
  kind: KindMeta;
  filter: unknown;
  onChange: (filter: FilterGroup | undefined) => void;
}

/** Which of the records: the filters of lists. */
export function BuilderFilters({ kind, filter, onChange }: BuilderFiltersProps) {
  const contexts = useFieldContexts(kind);
  const [adding, setAdding] = useState(false);
  const [panel, setPanel] = useState(false);
  const given = useMemo(() => readFilter(filter) ?? EMPTY_FILTER, [filter]);
  // A condition that is only begun stays here until it says something; else the address says what there is.
  const [begun, setBegun] = useState(given);
  const draft = isSame(begun, given) ? begun : given;
  const filterable = useMemo(
    () => [...contexts.values()].filter((ctx) => ctx.field.filterable && operatorsOf(ctx).length > 0),
    [contexts],
  );
  const change = (next: FilterGroup) => {
    setBegun(next);
    const kept = simplify(next);
    onChange(kept === null ? undefined : 'and' in kept || 'or' in kept ? kept : { and: [kept] });
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <FiltersBar
        filter={draft}
        onChange={change}
        contexts={contexts}
        filterable={filterable}
        adding={adding}
        onAddingChange={setAdding}
        onPanel={() => setPanel(true)}
      />
      {panel && (
        <Suspense>
          <FilterSheet
            kind={kind}
            filter={draft}
            q=""
            contexts={contexts}
            filterable={filterable}
            onApply={change}
            onClose={() => setPanel(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Whether both say the same to the server. */
function isSame(a: FilterGroup, b: FilterGroup): boolean {
  return JSON.stringify(simplify(a)) === JSON.stringify(simplify(b));
}
