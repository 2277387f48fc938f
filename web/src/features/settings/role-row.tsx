import { Copy, Lock } from 'lucide-react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import type { MenuEntry } from '@/ui/menu-types';
import { RowMenu } from './row-menu';
import { useRemoveSetting } from './setting-records';
import { useRowEntries } from './use-row-entries';

interface RoleRowProps {
  role: RecordRow;
  members: number;
  editable: boolean;
  onOpen: () => void;
  onDuplicate: () => void;
}

export function RoleRow({ role, members, editable, onOpen, onDuplicate }: RoleRowProps) {
  const t = useT();
  const remove = useRemoveSetting('roles');
  const admin = role['key'] === 'admin';
  const changes = editable && !admin;
  const duplicate: MenuEntry = {
    type: 'item',
    id: 'duplicate',
    label: t('settings.roles.duplicate'),
    icon: <Copy size={16} strokeWidth={1.75} />,
    onSelect: onDuplicate,
  };
  const entries = useRowEntries({
    more: changes ? [duplicate] : [],
    onRemove: changes && (() => remove.mutate(role)),
  });
  return (
    <div className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5">
          <button type="button" className="truncate font-medium hover:underline" onClick={onOpen}>
            {role.title}
          </button>
          {admin && (
            <Lock
              size={14}
              strokeWidth={2}
              className="shrink-0 text-ink-3"
              aria-label={t('settings.roles.locked')}
            />
          )}
        </p>
        {typeof role['description'] === 'string' && (
          <p className="text-12 text-ink-3">{role['description']}</p>
        )}
      </div>
      <span className="shrink-0 text-12 text-ink-3 tabular-nums">
        {t('settings.roles.members', { count: members })}
      </span>
      <RowMenu name={role.title} entries={entries} />
    </div>
  );
}
