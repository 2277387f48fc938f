import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useIsMobile } from '@/lib/use-is-mobile';
import { countConditions } from '../model/filter-tree';
import { layouts as allLayouts, type Layout } from '../model/query-state';
import { ViewsBar } from '../views/views-bar';
import type { BoardLayout } from './board-layout';
import { DataGrid } from './data-grid';
import { ListEmpty } from './list-empty';
import { ListError } from './list-error';
import { ListSkeleton } from './list-skeleton';
import { ListTopBar } from './list-top-bar';
import { PhoneList } from './phone-list';
import { isNothing } from './selection';
import { sortEntries } from './sort-entries';
import { ToolsRow } from './tools-row';
import { useColumnActions } from './use-column-actions';
import { useListCommands } from './use-list-commands';
import { useListData } from './use-list-data';
import { useListState } from './use-list-state';

const FilterSheet = lazy(async () => ({ default: (await import('../filters/filter-sheet')).FilterSheet }));
const PeekDrawer = lazy(async () => ({ default: (await import('../peek/peek-drawer')).PeekDrawer }));
const ChangesPill = lazy(async () => ({ default: (await import('../live/changes-pill')).ChangesPill }));
const BulkBar = lazy(async () => ({ default: (await import('../bulk/bulk-bar')).BulkBar }));

interface RecordListProps {
  kind: KindMeta;
  /** Where the kind can be shown as a board too. */
  board: BoardLayout | null;
}

/** A list with everything around it: views, filters, rows, totals, what is ticked and what is peeked at. */
export function RecordList({ kind, board }: RecordListProps) {
  const t = useT();
  const phone = useIsMobile();
  const list = useListState(kind);
  const Board = board?.looks[list.query.layout] ?? null;
  const layouts = useMemo(() => waysToShow(board), [board]);
  const data = useListData(kind, list, Board === null);
  const { records, selection, columns, contexts, filterable, totals } = data;
  const [adding, setAdding] = useState(false);
  const [panel, setPanel] = useState(false);
  const [searching, setSearching] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const { query, change } = list;

  const openFilter = useCallback(() => (phone ? setPanel(true) : setAdding(true)), [phone]);
  const openSearch = useCallback(() => {
    // The box has to be there before it can take the focus, and with it the phone's keyboard.
    flushSync(() => setSearching(true));
    searchRef.current?.focus();
  }, []);
  const actions = useColumnActions(list, data.filterBy);
  const peek = useCallback(
    (id: string | null) => change({ peek: id }, { replace: query.peek !== null }),
    [change, query.peek],
  );
  const closePeek = () => {
    const id = query.peek;
    peek(null);
    // The focus goes back to the row that was looked at.
    const row = records.offset + records.rows.findIndex((candidate) => candidate.id === id);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-row="${row}"][data-col="1"]`)?.focus(),
    );
  };
  useListCommands({ openFilter, openSearch, list });

  const shared = {
    kind,
    rows: records.rows,
    offset: records.offset,
    hasNext: records.hasNextPage,
    onNeedNext: data.needNext,
    onNeedPrevious: data.needPrevious,
    stale: records.isPlaceholderData,
    selection,
  };
  const around = { kind, list, query: data.listQuery, layouts };
  const body = () => {
    if (Board) {
      return (
        <Suspense fallback={<div className="flex-1 border-t border-line bg-canvas" />}>
          {!list.loading && <Board {...around} contexts={contexts} selection={selection} phone={phone} />}
        </Suspense>
      );
    }
    if (records.isError && records.rows.length === 0) {
      const reset = list.changed || query.view !== null ? () => list.chooseView(null) : null;
      return <ListError error={records.error} onRetry={() => void records.refetch()} onReset={reset} />;
    }
    if (list.loading || records.isPending) return <ListSkeleton columns={columns} />;
    if (records.rows.length === 0) return <ListEmpty kind={kind} list={list} contexts={contexts} />;
    if (phone) return <PhoneList {...shared} contexts={contexts} />;
    return (
      <DataGrid
        {...shared}
        columns={columns}
        sort={query.sort}
        actions={actions}
        totals={totals}
        updatedAt={records.dataUpdatedAt}
        onPeek={peek}
      />
    );
  };

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <ListTopBar
        kind={kind}
        phone={phone}
        count={Board ? null : totals.count}
        layout={list.query.layout}
        layouts={layouts}
        onLayout={(layout) => change({ layout, at: null })}
        onRefresh={data.refresh}
        onSearch={openSearch}
        onFilter={openFilter}
        filters={countConditions(query.filter)}
        sorts={Board ? [] : sortEntries(query.sort, contexts, actions, t)}
      />
      <ViewsBar kind={kind} list={list} />
      <ToolsRow
        list={list}
        contexts={contexts}
        filterable={filterable}
        actions={actions}
        phone={phone}
        searching={searching}
        adding={adding}
        onAddingChange={setAdding}
        onPanel={() => setPanel(true)}
        searchRef={searchRef}
        arranged={Board === null}
        tools={board && <board.Tools {...around} />}
      />
      <section id="record-list" className="relative flex min-h-0 flex-1 flex-col overflow-hidden">
        <Suspense>
          {!Board && <ChangesPill kind={kind} query={data.listQuery} onUpdate={data.refresh} />}
        </Suspense>
        {body()}
      </section>
      <Suspense>
        {!isNothing(selection.selection) && (
          <BulkBar
            kind={kind}
            contexts={contexts}
            selection={selection}
            query={data.listQuery}
            matching={totals.count}
            columns={query.columns}
            phone={phone}
          />
        )}
        {panel && (
          <FilterSheet
            kind={kind}
            filter={query.filter}
            q={query.q}
            contexts={contexts}
            filterable={filterable}
            onApply={(filter) => change({ filter })}
            onClose={() => setPanel(false)}
          />
        )}
        {query.peek !== null && !Board && (
          <PeekDrawer kind={kind} id={query.peek} rows={records.rows} onWalk={peek} onClose={closePeek} />
        )}
      </Suspense>
    </div>
  );
}

function waysToShow(board: BoardLayout | null): readonly Layout[] {
  return board ? allLayouts.filter((layout) => layout === 'table' || board.looks[layout]) : [];
}
