import { memo, type MouseEvent } from 'react';
import type { KindMeta, Me, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Checkbox } from '@/ui/checkbox';
import { mayWrite } from '../model/permissions';
import { useFresh } from '../live/use-fresh';
import type { EditEnd } from './cell-editor';
import { GridCell } from './grid-cell';
import type { GridColumn } from './grid-column';

export interface GridRowProps {
  kind: KindMeta;
  me: Pick<Me, 'id' | 'team_user_ids'>;
  record: RecordRow;
  /** From the top of the list, whatever is loaded. */
  index: number;
  /** From the top of the rows' box, in pixels. */
  start: number;
  columns: readonly GridColumn[];
  ticked: boolean;
  /** The column with the focus, or −1. */
  activeCol: number;
  editingCol: number;
  rangeFrom: number;
  rangeTo: number;
  onTick: (id: string, index: number, on: boolean, range: boolean) => void;
  onEditEnd: (end: EditEnd) => void;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { kind, me, record, index, start, columns, ticked, activeCol, editingCol, rangeFrom, rangeTo } =
    props;
  const t = useT();
  const fresh = useFresh(record.id);
  const tick = (event: MouseEvent) => {
    // The box must not take the focus from the grid.
    event.preventDefault();
    props.onTick(record.id, index, !ticked, event.shiftKey);
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={ticked}
      data-fresh={fresh}
      style={{ transform: `translateY(${start}px)` }}
      className="group/row absolute inset-x-0 top-0 grid grid-cols-(--cols) [--row-bg:var(--surface)] hover:[--row-bg:var(--row-hover)] aria-selected:[--row-bg:var(--selected)]"
    >
      <div
        role="gridcell"
        aria-colindex={1}
        tabIndex={activeCol === 0 ? 0 : -1}
        data-row={index}
        data-col={0}
        className="focus-inset sticky left-0 z-[1] flex h-9 items-center border-b border-hairline bg-(--row-bg) pl-4 group-aria-selected/row:border-selected-line"
      >
        <Checkbox
          tabIndex={-1}
          checked={ticked}
          aria-label={t('records.tick', { title: record.title })}
          onClick={tick}
        />
      </div>
      {columns.map((column, at) => {
        const col = at + 1;
        return (
          <GridCell
            key={column.key}
            kind={kind}
            record={record}
            column={column}
            row={index}
            col={col}
            active={activeCol === col}
            inRange={col >= rangeFrom && col <= rangeTo}
            editing={editingCol === col}
            editable={column.key !== 'title' && mayWrite(column.ctx.field, kind, record, me)}
            onEditEnd={props.onEditEnd}
          />
        );
      })}
    </div>
  );
});
