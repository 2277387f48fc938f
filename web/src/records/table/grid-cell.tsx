import { memo, useEffect } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import { cn } from '@/lib/cn';
import { kindOf } from '../fields/field-kinds';
import { readField } from '../model/field-path';
import type { GridColumn } from './grid-column';
import { CellEditor, type EditEnd } from './cell-editor';
import { TitleCell } from './title-cell';

interface GridCellProps {
  kind: KindMeta;
  record: RecordRow;
  column: GridColumn;
  row: number;
  col: number;
  active: boolean;
  inRange: boolean;
  editing: boolean;
  editable: boolean;
  onEditEnd: (end: EditEnd) => void;
}

/** One cell. The grid holds the focus; the cell shows the value, or its editor. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { kind, record, column, row, col, active, inRange, editing, editable, onEditEnd } = props;
  const { Cell, ctx, align, stickyLeft, key } = column;
  const value = readField(record, key);
  const isTitle = key === 'title';
  useEffect(() => {
    if (active && editable) kindOf(ctx.field).Editor.preload();
  }, [active, editable, ctx.field]);
  return (
    <div
      role={isTitle ? 'rowheader' : 'gridcell'}
      aria-colindex={col + 1}
      aria-readonly={!editable || undefined}
      aria-selected={inRange || undefined}
      tabIndex={active && !editing ? 0 : -1}
      data-row={row}
      data-col={col}
      style={stickyLeft === null ? undefined : { left: stickyLeft }}
      className={cn(
        'flex h-9 items-center border-b border-hairline outline-none focus:rounded-[3px] focus:shadow-[inset_0_0_0_2px_var(--ring)] group-aria-selected/row:border-selected-line',
        stickyLeft === null ? 'relative' : 'sticky z-[1]',
        editing ? 'z-10 bg-surface shadow-[inset_0_0_0_2px_var(--ring)]' : 'px-2.5',
        !editing && (inRange ? 'bg-selected' : 'bg-(--row-bg)'),
        align === 'end' && 'justify-end tabular-nums',
        isTitle ? 'font-medium text-ink' : col === 2 ? 'text-ink' : 'text-ink-2',
      )}
    >
      {editing ? (
        <CellEditor ctx={ctx} record={record} value={value} onEnd={onEditEnd} kind={kind} />
      ) : isTitle ? (
        <TitleCell kind={kind} record={record} />
      ) : (
        <span className="max-w-full min-w-0 truncate">
          <Cell value={value} record={record} ctx={ctx} />
        </span>
      )}
    </div>
  );
});
