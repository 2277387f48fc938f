import { useT } from '@/i18n/t';
import { Checkbox } from '@/ui/checkbox';
import type { SortKey } from '../model/sort';
import type { GridColumn } from './grid-column';
import { HeaderCell } from './header-cell';
import type { ColumnActions } from './use-column-actions';

interface GridHeadProps {
  columns: readonly GridColumn[];
  sort: readonly SortKey[];
  actions: ColumnActions;
  /** Of the loaded rows. */
  ticked: boolean | 'indeterminate';
  onTickAll: (on: boolean) => void;
  activeCol: number;
  onResizing: (key: string, width: number) => void;
}

export function GridHead({
  columns,
  sort,
  actions,
  ticked,
  onTickAll,
  activeCol,
  onResizing,
}: GridHeadProps) {
  const t = useT();
  return (
    <div role="rowgroup" className="sticky top-0 z-[3]">
      <div role="row" aria-rowindex={1} className="grid grid-cols-(--cols)">
        <div
          role="columnheader"
          aria-colindex={1}
          aria-label={t('records.tick_column')}
          tabIndex={activeCol === 0 ? 0 : -1}
          data-row={-1}
          data-col={0}
          className="focus-inset sticky left-0 z-[1] flex h-9 items-center border-b border-line bg-surface pl-4"
        >
          <Checkbox
            tabIndex={-1}
            checked={ticked}
            aria-label={t('records.tick_loaded')}
            onCheckedChange={(on) => onTickAll(on === true)}
          />
        </div>
        {columns.map((column, index) => (
          <HeaderCell
            key={column.key}
            column={column}
            col={index + 1}
            active={activeCol === index + 1}
            sort={sort.find((key) => key.field === column.key)}
            actions={actions}
            onResizing={onResizing}
          />
        ))}
      </div>
    </div>
  );
}
