import type { ComponentType } from 'react';
import { kindOf } from '../fields/field-kinds';
import type { ColumnState } from '../model/columns';
import type { EntityDeclaration } from '../model/define-entity';
import type { CellProps, FieldContext } from '../model/field-context';

/** The checkbox column: the page's gutter, the box and a gap. */
const TICK_WIDTH = 44;
export const TITLE = 'title';
const TITLE_WIDTH = 240;

/** A column as the grid draws it. */
export interface GridColumn {
  key: string;
  ctx: FieldContext;
  width: number;
  align: 'start' | 'end';
  Cell: ComponentType<CellProps>;
  /** Stays while the rest scrolls, this far from the left edge. */
  stickyLeft: number | null;
}

/** Pinned columns stand first, the title before all of them; a column whose field is gone is left out. */
export function gridColumns(
  columns: readonly ColumnState[],
  contexts: ReadonlyMap<string, FieldContext>,
  entity: EntityDeclaration | undefined,
): GridColumn[] {
  const known = columns.filter((column) => contexts.has(column.key));
  const title = known.find((column) => column.key === TITLE) ?? { key: TITLE };
  const others = known.filter((column) => column.key !== TITLE);
  const ordered = [
    { ...title, pinned: true },
    ...others.filter((column) => column.pinned),
    ...others.filter((column) => !column.pinned),
  ];
  let left = TICK_WIDTH;
  return ordered.flatMap((column) => {
    const ctx = contexts.get(column.key);
    if (!ctx) return [];
    const kind = kindOf(ctx.field);
    const width = column.width ?? (column.key === TITLE ? TITLE_WIDTH : kind.width);
    const stickyLeft = column.pinned ? left : null;
    if (column.pinned) left += width;
    const Cell = entity?.cells?.[column.key] ?? kind.Cell;
    // A cell of its own brings its own layout, which begins at the start.
    const align = Cell === kind.Cell ? kind.align : 'start';
    return [{ key: column.key, ctx, width, align, Cell, stickyLeft }];
  });
}

/** The tracks of every row. The last column takes what is left over, so that rows reach the edge. */
export function gridTemplate(columns: readonly Pick<GridColumn, 'width'>[]): string {
  const tracks = columns.map(({ width }, index) =>
    index === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`,
  );
  return [`${TICK_WIDTH}px`, ...tracks].join(' ');
}

export function totalWidth(columns: readonly Pick<GridColumn, 'width'>[]): number {
  return columns.reduce((sum, column) => sum + column.width, TICK_WIDTH);
}
