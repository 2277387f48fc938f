import { useRef } from 'react';
import { useMe } from '@/api/bootstrap';
import { kindLabel } from '@/i18n/labels';
import { cn } from '@/lib/cn';
import { gridTemplate, totalWidth } from './grid-column';
import { GridFoot } from './grid-foot';
import { GridHead } from './grid-head';
import { HEAD } from './grid-keys';
import type { DataGridProps } from './grid-props';
import { GridRow } from './grid-row';
import { isTicked } from './selection';
import { SkeletonRow } from './skeleton-row';
import { useGrid } from './use-grid';

/** The list as a grid of cells: one Tab stop, moved through with the arrows, drawn as far as it is seen. */
export function DataGrid(props: DataGridProps) {
  const { kind, columns, rows, offset, hasNext, stale, sort, actions, selection, totals } = props;
  const me = useMe();
  const scroller = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const grid = useGrid(props, scroller);
  const { virtualizer, items, fast, margin } = grid.scroll;
  const { position, range, extended } = grid.cursor;

  /** While an edge is dragged the tracks change in place; React hears of it when it is let go. */
  const showWidth = (key: string, width: number) =>
    sheet.current?.style.setProperty(
      '--cols',
      gridTemplate(columns.map((column) => (column.key === key ? { ...column, width } : column))),
    );
  const pinned = columns.filter((column) => column.stickyLeft !== null).at(-1);

  return (
    <div
      ref={scroller}
      className="relative min-h-0 flex-1 overflow-auto border-t border-line"
      style={{
        scrollPaddingLeft: pinned ? (pinned.stickyLeft ?? 0) + pinned.width : undefined,
        scrollPaddingBlock: 36,
      }}
    >
      <div
        ref={sheet}
        className="flex min-h-full flex-col"
        style={{ ['--cols' as string]: gridTemplate(columns), minWidth: totalWidth(columns) }}
      >
        <div
          role="grid"
          aria-label={kindLabel(kind)}
          aria-rowcount={hasNext ? -1 : offset + rows.length + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable
          aria-busy={stale}
          className="flex-1"
          {...grid.handlers}
        >
          <GridHead
            columns={columns}
            sort={sort}
            actions={actions}
            ticked={selection.loaded}
            onTickAll={selection.tickLoaded}
            activeCol={position.row === HEAD ? position.col : -1}
            onResizing={showWidth}
          />
          <div
            role="rowgroup"
            className={cn('relative transition-opacity duration-80', stale && 'opacity-60 delay-150')}
            style={{ height: virtualizer.getTotalSize() }}
          >
            {items.map((item) => {
              const record = rows[item.index - offset];
              const start = item.start - margin;
              const active = item.index === position.row;
              if (!record || (fast && !active)) {
                return <SkeletonRow key={item.index} columns={columns} start={start} index={item.index} />;
              }
              const inRange = extended && range && item.index >= range.top && item.index <= range.bottom;
              return (
                <GridRow
                  key={record.id}
                  kind={kind}
                  me={me}
                  record={record}
                  index={item.index}
                  start={start}
                  columns={columns}
                  ticked={isTicked(selection.selection, record.id)}
                  activeCol={active ? position.col : -1}
                  editingCol={grid.editing?.id === record.id ? grid.editing.col : -1}
                  rangeFrom={inRange ? range.left : -1}
                  rangeTo={inRange ? range.right : -1}
                  onTick={selection.toggle}
                  onEditEnd={grid.endEdit}
                />
              );
            })}
          </div>
        </div>
        <GridFoot
          columns={columns}
          totals={totals}
          from={offset + 1}
          to={offset + rows.length}
          complete={!hasNext}
          updatedAt={props.updatedAt}
        />
      </div>
    </div>
  );
}
