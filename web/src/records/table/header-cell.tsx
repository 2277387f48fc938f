import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { DropdownMenu } from '@/ui/dropdown-menu';
import type { SortKey } from '../model/sort';
import type { ColumnActions } from './use-column-actions';
import { columnMenu } from './column-menu';
import type { GridColumn } from './grid-column';
import { ResizeHandle } from './resize-handle';

interface HeaderCellProps {
  column: GridColumn;
  col: number;
  active: boolean;
  sort: SortKey | undefined;
  actions: ColumnActions;
  onResizing: (key: string, width: number) => void;
}

const WIDER = 16;

/** A press sorts, Shift adds to the order; the menu behind the arrow holds everything else about the column. */
export function HeaderCell({ column, col, active, sort, actions, onResizing }: HeaderCellProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { key, ctx, align, stickyLeft, width } = column;
  const { sortable } = ctx.field;
  const Arrow = sort?.descending ? ArrowDown : ArrowUp;
  const press = (event: MouseEvent | KeyboardEvent) => sortable && actions.sort(key, event.shiftKey);
  const handleKey = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      actions.resize(key, width + (event.key === 'ArrowRight' ? WIDER : -WIDER));
    } else if (event.key === 'Enter') press(event);
    else if ((event.altKey && event.key === 'ArrowDown') || event.key === 'ContextMenu') setOpen(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      role="columnheader"
      aria-colindex={col + 1}
      aria-sort={sort ? (sort.descending ? 'descending' : 'ascending') : undefined}
      tabIndex={active ? 0 : -1}
      data-row={-1}
      data-col={col}
      onKeyDown={handleKey}
      onContextMenu={(event) => {
        event.preventDefault();
        setOpen(true);
      }}
      style={stickyLeft === null ? undefined : { left: stickyLeft }}
      className={cn(
        'group/head flex h-9 items-center gap-1 border-b border-line bg-surface px-2.5 text-12 font-medium text-ink-2 outline-none focus-visible:rounded-[3px] focus-visible:shadow-[inset_0_0_0_2px_var(--ring)]',
        stickyLeft === null ? 'relative' : 'sticky z-[1]',
        align === 'end' && 'flex-row-reverse',
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        disabled={!sortable}
        onClick={press}
        className={cn('flex min-w-0 items-center gap-1', sort && 'text-ink')}
      >
        <span className="truncate">{ctx.label}</span>
        {sort && <Arrow size={12} strokeWidth={2.25} className="shrink-0 text-ink-3" aria-hidden="true" />}
      </button>
      <DropdownMenu
        open={open}
        onOpenChange={setOpen}
        label={t('records.column.menu', { field: ctx.label })}
        entries={columnMenu(column, actions, t)}
        trigger={
          <button
            type="button"
            tabIndex={-1}
            aria-label={t('records.column.menu', { field: ctx.label })}
            className={cn(
              'absolute inset-y-2 grid w-5 place-items-center rounded-tag bg-surface text-ink-3 opacity-0 group-focus-within/head:opacity-100 group-hover/head:opacity-100 hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:opacity-100',
              align === 'end' ? 'left-1' : 'right-1',
            )}
          >
            <ChevronDown size={12} strokeWidth={2.25} />
          </button>
        }
      />
      <ResizeHandle
        width={width}
        onMove={(next) => onResizing(key, next)}
        onEnd={(next) => actions.resize(key, next)}
      />
    </div>
  );
}
