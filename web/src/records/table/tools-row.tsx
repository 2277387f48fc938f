import { Suspense, type ReactNode, type RefObject } from 'react';
import { FiltersBar } from '../filters/filters-bar';
import type { FieldContext } from '../model/field-context';
import { ColumnsButton } from './columns-button';
import { SearchBox } from './search-box';
import { SortButton } from './sort-button';
import type { ColumnActions } from './use-column-actions';
import type { ListState } from './use-list-state';

interface ToolsRowProps {
  list: ListState;
  contexts: ReadonlyMap<string, FieldContext>;
  filterable: readonly FieldContext[];
  actions: ColumnActions;
  phone: boolean;
  /** On phones the box appears when it is asked for. */
  searching: boolean;
  adding: boolean;
  onAddingChange: (adding: boolean) => void;
  onPanel: () => void;
  searchRef: RefObject<HTMLInputElement | null>;
  /** Whether rows have an order and columns that one can choose. */
  arranged: boolean;
  /** What the kind brings along, at the end of the row. */
  tools: ReactNode;
}

/** Filters on the left; search, order and columns on the right. On phones only the search box, when asked for. */
export function ToolsRow(props: ToolsRowProps) {
  const {
    list,
    contexts,
    filterable,
    actions,
    phone,
    searching,
    adding,
    onAddingChange,
    onPanel,
    searchRef,
    arranged,
    tools,
  } = props;
  const { query, change } = list;
  const search = (
    <SearchBox value={query.q} onChange={(q) => change({ q }, { replace: true })} inputRef={searchRef} />
  );
  if (phone) {
    // Order, filter and the way in here stand in the head of the page.
    return searching || query.q !== '' ? <div className="shrink-0 px-3 pb-2">{search}</div> : null;
  }
  return (
    <div className="flex min-h-11 shrink-0 items-center gap-1.5 pr-3 pl-4">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5 py-[9px]">
        <FiltersBar
          filter={query.filter}
          onChange={(filter) => change({ filter })}
          contexts={contexts}
          filterable={filterable}
          adding={adding}
          onAddingChange={onAddingChange}
          onPanel={onPanel}
        />
      </div>
      <div className="flex shrink-0 items-center gap-0.5 self-start py-2">
        {search}
        {arranged && (
          <>
            <SortButton sort={query.sort} contexts={contexts} actions={actions} />
            <ColumnsButton columns={query.columns} contexts={contexts} actions={actions} />
          </>
        )}
        <Suspense>{tools}</Suspense>
      </div>
    </div>
  );
}
