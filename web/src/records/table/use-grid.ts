import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState, type FocusEvent, type MouseEvent, type RefObject } from 'react';
import { useMe } from '@/api/bootstrap';
import { mayWrite } from '../model/permissions';
import type { EditEnd } from './cell-editor';
import { TITLE } from './grid-column';
import { HEAD, type GridPosition } from './grid-keys';
import { ANNOUNCED, type DataGridProps } from './grid-props';
import { useGridClipboard } from './use-grid-clipboard';
import { useGridCommands } from './use-grid-commands';
import { useGridCursor } from './use-grid-cursor';
import { useGridKeys } from './use-grid-keys';
import { useGridScroll } from './use-grid-scroll';

interface Editing {
  id: string;
  col: number;
}

/** Frames to wait until a cell that was scrolled to has been drawn. */
const FRAMES = 10;

/** How the grid behaves: where the focus stands, what is edited, what the keys do. */
export function useGrid(props: DataGridProps, scroller: RefObject<HTMLDivElement | null>) {
  const { kind, columns, rows, offset, hasNext, selection, onPeek } = props;
  const me = useMe();
  const navigate = useNavigate();
  const [editing, setEditing] = useState<Editing | null>(null);
  const cursor = useGridCursor(rows, offset, columns.length + 1);
  const { position } = cursor;
  const count = offset + rows.length + (hasNext ? ANNOUNCED : 0);
  const scroll = useGridScroll({
    scroller,
    count,
    offset,
    loaded: rows.length,
    keep: position.row,
    onNeedNext: props.onNeedNext,
    onNeedPrevious: props.onNeedPrevious,
  });
  const { virtualizer } = scroll;

  // Tells the focus that the grid moves itself from the one that a press moves.
  const moving = useRef(false);
  const focusCell = (to: GridPosition, frames = FRAMES) => {
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-row="${to.row}"][data-col="${to.col}"]`);
    if (cell) {
      moving.current = true;
      cell.focus();
      moving.current = false;
    } else if (frames > 0) requestAnimationFrame(() => focusCell(to, frames - 1));
  };
  const goTo = (to: GridPosition, extend = false) => {
    cursor.moveTo(to, extend);
    if (to.row !== HEAD) virtualizer.scrollToIndex(to.row, { align: 'auto' });
    focusCell(to);
  };
  const isEditable = (at: GridPosition) => {
    const column = columns[at.col - 1];
    const record = rows[at.row - offset];
    return column !== undefined && record !== undefined && column.key !== TITLE
      ? mayWrite(column.ctx.field, kind, record, me)
      : false;
  };
  const activate = (at: GridPosition) => {
    const record = rows[at.row - offset];
    if (!record) return;
    if (at.col === 0) selection.toggle(record.id, at.row, true, false);
    else if (isEditable(at)) setEditing({ id: record.id, col: at.col });
    else if (columns[at.col - 1]?.key === TITLE && kind.capabilities.includes('page')) {
      void navigate({ to: '/$plural/$id', params: { plural: kind.plural, id: record.id } });
    }
  };
  const endEdit = useCallback(
    (end: EditEnd) => {
      setEditing(null);
      const step = { stay: [0, 0], down: [1, 0], right: [0, 1], left: [0, -1] }[end] as [number, number];
      const last = offset + rows.length - 1;
      goTo({
        row: Math.min(last, position.row + step[0]),
        col: Math.max(1, Math.min(columns.length, position.col + step[1])),
      });
    },
    // The two functions left out read nothing but what is listed.
    // oxlint-disable-next-line react/exhaustive-deps
    [position.row, position.col, rows, offset, columns.length],
  );

  const keys = useGridKeys({
    cursor,
    rows: offset + rows.length,
    cols: columns.length + 1,
    page: scroll.page,
    goTo,
    activate,
    tickLoaded: () => selection.tickLoaded(selection.loaded !== true),
    clearSelection: selection.clear,
  });
  const clipboard = useGridClipboard({ kind, columns, rows, offset, cursor });
  useGridCommands({ kind, cursor, rows, offset, selection, onPeek, scroller });

  return {
    cursor,
    scroll,
    editing,
    endEdit,
    handlers: {
      ...clipboard,
      onKeyDown: keys,
      // A press or a screen reader may put the focus anywhere; the cursor follows it.
      onFocus: (event: FocusEvent<HTMLElement>) => {
        const at = moving.current ? null : positionOf(event.target);
        if (at && (at.row !== position.row || at.col !== position.col)) cursor.moveTo(at);
      },
      onDoubleClick: (event: MouseEvent<HTMLElement>) => {
        const at = positionOf((event.target as HTMLElement).closest<HTMLElement>('[data-col]'));
        if (at && isEditable(at)) activate(at);
      },
    },
  };
}

function positionOf(cell: HTMLElement | null): GridPosition | null {
  const { row, col } = cell?.dataset ?? {};
  return row === undefined || col === undefined ? null : { row: Number(row), col: Number(col) };
}
