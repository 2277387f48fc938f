import { useMemo, type RefObject } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';
import { isTicked } from './selection';
import type { GridCursor } from './use-grid-cursor';
import type { SelectionControl } from './use-selection';

interface GridCommandsOptions {
  kind: KindMeta;
  cursor: GridCursor;
  rows: readonly RecordRow[];
  offset: number;
  selection: SelectionControl;
  onPeek: (id: string) => void;
  scroller: RefObject<HTMLElement | null>;
}

/** What the row with the focus offers to keys and palette. */
export function useGridCommands(options: GridCommandsOptions): void {
  const { cursor, rows, offset, selection, onPeek, scroller } = options;
  const t = useT();
  const { position, range, record } = cursor;
  const top = range?.top ?? 0;
  const bottom = range?.bottom ?? -1;
  const commands = useMemo((): Command[] => {
    if (!record) return [];
    // Space on a button elsewhere on the page has to press that button.
    const inCell = () => {
      const cell = document.activeElement;
      return (
        cell instanceof HTMLElement && cell.dataset['col'] !== undefined && !!scroller.current?.contains(cell)
      );
    };
    const tick = () => {
      const on = !isTicked(selection.selection, record.id);
      rows.slice(Math.max(0, top - offset), bottom - offset + 1).forEach((row, index) => {
        selection.toggle(row.id, Math.max(top, offset) + index, on, false);
      });
    };
    return [
      {
        id: 'list.tick',
        group: 'list',
        label: t('records.command.tick'),
        shortcut: 'X',
        when: inCell,
        run: tick,
      },
      {
        id: 'list.peek',
        group: 'list',
        label: t('records.command.peek'),
        shortcut: 'Space',
        when: inCell,
        run: () => (position.col === 0 ? tick() : onPeek(record.id)),
      },
    ];
  }, [t, record, rows, offset, top, bottom, position.col, selection, onPeek, scroller]);
  useCommands(commands);
}
