import type { KeyboardEvent } from 'react';
import { HEAD, moveBy, walkBy, type GridPosition } from './grid-keys';
import type { GridCursor } from './use-grid-cursor';

interface GridKeysOptions {
  cursor: GridCursor;
  rows: number;
  cols: number;
  page: number;
  goTo: (to: GridPosition, extend?: boolean) => void;
  /** Edits the cell, opens the record or ticks the box, whatever stands there. */
  activate: (at: GridPosition) => void;
  tickLoaded: () => void;
  clearSelection: () => void;
}

/** Navigation mode: arrows move, Shift extends, Enter and F2 go into the cell, Escape steps back out. */
export function useGridKeys(options: GridKeysOptions) {
  const { cursor, rows, cols, page, goTo, activate, tickLoaded, clearSelection } = options;
  const { position } = cursor;
  return (event: KeyboardEvent<HTMLElement>) => {
    // Menus and lists of choices are portals; links and boxes inside a cell keep their own keys.
    const target = event.target as HTMLElement;
    if (target.dataset['col'] === undefined) return;
    const bounds = { rows, cols, page };
    const to = moveBy(position, event.nativeEvent, bounds) ?? walkBy(position, event.nativeEvent, bounds);
    if (to) {
      event.preventDefault();
      goTo(to, event.shiftKey && event.key.startsWith('Arrow'));
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      if (position.row !== HEAD) activate(position);
      else if (position.col === 0) tickLoaded();
    } else if (event.key === 'Escape') {
      if (cursor.extended) cursor.collapse();
      else clearSelection();
    }
  };
}
