import { Ellipsis, Link2, ShieldQuestion, Trash2 } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { keyCaps } from '@/lib/shortcut';
import { useIsMobile } from '@/lib/use-is-mobile';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { MenuEntry } from '@/ui/menu-types';
import { may } from '../model/permissions';
import { useDeleteRecord } from '../mutations/use-delete-record';
import { useEntityActions } from '../mutations/use-entity-actions';

interface RecordMenuProps {
  kind: KindMeta;
  record: RecordRow;
  /** The action that has a button of its own on wide screens. */
  primary: string | null;
  onCopyLink: () => void;
  onAccess: () => void;
}

/** Everything that can be done with the record and needs no button. */
export function RecordMenu({ kind, record, primary, onCopyLink, onAccess }: RecordMenuProps) {
  const t = useT();
  const me = useMe();
  const phone = useIsMobile();
  const remove = useDeleteRecord(kind);
  const icon = { size: 16, strokeWidth: 1.75 } as const;
  const alive = !record.deleted_at;
  const actions = useEntityActions(kind).filter(
    (action) => alive && (phone || action.id !== primary) && action.when(record),
  );
  const entries: MenuEntry[] = [
    ...actions.map((action): MenuEntry => ({
      type: 'item',
      id: action.id,
      label: action.label,
      icon: <action.icon {...icon} />,
      keys: action.shortcut ? keyCaps(action.shortcut) : undefined,
      onSelect: () => action.run(record),
    })),
    ...(actions.length > 0 ? [{ type: 'separator', id: 'after-actions' } as const] : []),
    { type: 'item', id: 'copy', label: t('page.copy_link'), icon: <Link2 {...icon} />, onSelect: onCopyLink },
    {
      type: 'item',
      id: 'access',
      label: t('page.access'),
      icon: <ShieldQuestion {...icon} />,
      onSelect: onAccess,
    },
  ];
  if (alive && may('delete', kind, record, me)) {
    entries.push(
      { type: 'separator', id: 'before-delete' },
      {
        type: 'item',
        id: 'delete',
        label: t('page.delete'),
        icon: <Trash2 {...icon} />,
        tone: 'danger',
        onSelect: () => void remove(record),
      },
    );
  }
  return (
    <DropdownMenu
      label={t('page.menu')}
      align="end"
      entries={entries}
      trigger={
        <IconButton
          label={t('page.menu')}
          size={phone ? 'tap' : 'md'}
          icon={<Ellipsis size={16} strokeWidth={1.75} />}
        />
      }
    />
  );
}
