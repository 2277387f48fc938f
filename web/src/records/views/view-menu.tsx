import { ChevronDown, Copy, Pencil, Trash2 } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { MenuEntry } from '@/ui/menu-types';
import { mayChangeView, type SavedView } from './view-record';

interface ViewMenuProps {
  view: SavedView;
  onRename: () => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

/** What one can do with the chosen view itself. */
export function ViewMenu({ view, onRename, onDuplicate, onDelete }: ViewMenuProps) {
  const t = useT();
  const me = useMe();
  const mine = mayChangeView(view, me);
  const icon = { size: 16, strokeWidth: 1.75 };
  const entries: MenuEntry[] = [
    {
      type: 'item',
      id: 'rename',
      label: t('records.view.edit'),
      icon: <Pencil {...icon} />,
      disabled: !mine,
      onSelect: onRename,
    },
    {
      type: 'item',
      id: 'copy',
      label: t('records.view.duplicate'),
      icon: <Copy {...icon} />,
      onSelect: onDuplicate,
    },
    { type: 'separator', id: 'line' },
    {
      type: 'item',
      id: 'delete',
      label: t('records.view.delete'),
      icon: <Trash2 {...icon} />,
      tone: 'danger',
      disabled: !mine,
      onSelect: onDelete,
    },
  ];
  return (
    <DropdownMenu
      label={t('records.view.menu', { name: view.name })}
      entries={entries}
      align="end"
      trigger={
        <IconButton
          size="sm"
          tooltip={false}
          label={t('records.view.menu', { name: view.name })}
          icon={<ChevronDown size={14} strokeWidth={2} />}
        />
      }
    />
  );
}
