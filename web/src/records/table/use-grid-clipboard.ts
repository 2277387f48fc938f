import type { ClipboardEvent } from 'react';
import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import { kindOf } from '../fields/field-kinds';
import { readField } from '../model/field-path';
import { useUpdateRecord } from '../mutations/use-update-record';
import { fromTsv, toTsv } from './clipboard';
import type { GridColumn } from './grid-column';
import { planPaste } from './paste';
import type { GridCursor } from './use-grid-cursor';

interface GridClipboardOptions {
  kind: KindMeta;
  columns: readonly GridColumn[];
  rows: readonly RecordRow[];
  offset: number;
  cursor: GridCursor;
}

/** Copies and pastes cells as spreadsheets do, through the text form of each kind of field. */
export function useGridClipboard({ kind, columns, rows, offset, cursor }: GridClipboardOptions) {
  const t = useT();
  const me = useMe();
  const update = useUpdateRecord(kind);
  const { range } = cursor;

  return {
    onCopy: (event: ClipboardEvent) => {
      // Text that somebody has marked is what they want to copy.
      if (!range || !inCell(event) || window.getSelection()?.toString()) return;
      const taken = columns.slice(Math.max(0, range.left - 1), range.right);
      const cells = rows
        .slice(Math.max(0, range.top - offset), range.bottom - offset + 1)
        .map((row) => taken.map(({ ctx, key }) => kindOf(ctx.field).format(readField(row, key), ctx, row)));
      if (cells.length === 0 || taken.length === 0) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', toTsv(cells));
      announce(t('records.copied', { count: cells.length * taken.length }));
    },
    onPaste: (event: ClipboardEvent) => {
      if (!range || !inCell(event)) return;
      const text = event.clipboardData.getData('text/plain');
      if (text === '') return;
      event.preventDefault();
      const plan = planPaste(fromTsv(text), range, (index) => rows[index - offset], columns, kind, me);
      for (const change of plan.changes) void update(change);
      const count = plan.changes.reduce((sum, change) => sum + Object.keys(change.values).length, 0);
      if (count > 0) announce(t('records.pasted', { count }));
      if (plan.refused > 0) toast.warning(t('records.paste_refused', { count: plan.refused }));
    },
  };
}

function inCell(event: ClipboardEvent): boolean {
  return (event.target as HTMLElement).dataset['col'] !== undefined;
}
