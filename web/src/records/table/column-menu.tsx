import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, EyeOff, ListFilter, Pin, PinOff } from 'lucide-react';
import type { Translate } from '@/i18n/t';
import type { MenuEntry } from '@/ui/menu-types';
import { TITLE, type GridColumn } from './grid-column';
import type { ColumnActions } from './use-column-actions';

const STEP = 40;
const icon = { size: 16, strokeWidth: 1.75 };

/** Everything that can be done to a column, also without dragging. */
export function columnMenu(column: GridColumn, actions: ColumnActions, t: Translate): MenuEntry[] {
  const { key, width, stickyLeft, ctx } = column;
  const fixed = key === TITLE;
  const entries: MenuEntry[] = [];
  if (ctx.field.sortable) {
    entries.push(
      {
        type: 'item',
        id: 'asc',
        label: t('records.column.ascending'),
        icon: <ArrowUp {...icon} />,
        onSelect: () => actions.sortBy(key, false),
      },
      {
        type: 'item',
        id: 'desc',
        label: t('records.column.descending'),
        icon: <ArrowDown {...icon} />,
        onSelect: () => actions.sortBy(key, true),
      },
    );
  }
  if (ctx.field.operators.length > 0) {
    entries.push({
      type: 'item',
      id: 'filter',
      label: t('records.column.filter'),
      icon: <ListFilter {...icon} />,
      onSelect: () => actions.filter(key),
    });
  }
  if (entries.length > 0) entries.push({ type: 'separator', id: 'line' });
  entries.push(
    {
      type: 'item',
      id: 'wider',
      label: t('records.column.wider'),
      onSelect: () => actions.resize(key, width + STEP),
    },
    {
      type: 'item',
      id: 'narrower',
      label: t('records.column.narrower'),
      onSelect: () => actions.resize(key, width - STEP),
    },
  );
  if (fixed) return entries;
  return [
    ...entries,
    { type: 'separator', id: 'line-2' },
    {
      type: 'item',
      id: 'left',
      label: t('records.column.left'),
      icon: <ArrowLeft {...icon} />,
      onSelect: () => actions.move(key, -1),
    },
    {
      type: 'item',
      id: 'right',
      label: t('records.column.right'),
      icon: <ArrowRight {...icon} />,
      onSelect: () => actions.move(key, 1),
    },
    {
      type: 'item',
      id: 'pin',
      label: t(stickyLeft === null ? 'records.column.pin' : 'records.column.unpin'),
      icon: stickyLeft === null ? <Pin {...icon} /> : <PinOff {...icon} />,
      onSelect: () => actions.pin(key, stickyLeft === null),
    },
    {
      type: 'item',
      id: 'hide',
      label: t('records.column.hide'),
      icon: <EyeOff {...icon} />,
      onSelect: () => actions.hide(key),
    },
  ];
}
