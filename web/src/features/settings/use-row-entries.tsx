import { Pencil, Trash2 } from 'lucide-react';
import { useT } from '@/i18n/t';
import type { MenuEntry } from '@/ui/menu-types';

interface RowActions {
  onEdit?: (() => void) | false;
  /** What stands between the two. */
  more?: readonly MenuEntry[];
  onRemove?: (() => void) | false;
}

const icon = { size: 16, strokeWidth: 1.75 };

/** The menu of a row: editing first, deleting last, as far as they are allowed. */
export function useRowEntries({ onEdit, more = [], onRemove }: RowActions): MenuEntry[] {
  const t = useT();
  const entries: MenuEntry[] = [...more];
  if (onEdit) {
    entries.unshift({
      type: 'item',
      id: 'edit',
      label: t('settings.edit'),
      icon: <Pencil {...icon} />,
      onSelect: onEdit,
    });
  }
  if (onRemove) {
    entries.push({
      type: 'item',
      id: 'delete',
      tone: 'danger',
      label: t('settings.delete'),
      icon: <Trash2 {...icon} />,
      onSelect: onRemove,
    });
  }
  return entries;
}
