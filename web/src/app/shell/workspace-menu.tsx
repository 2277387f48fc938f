import { useNavigate } from '@tanstack/react-router';
import { Building2, ChevronDown, Keyboard, PanelLeft, UserPlus } from 'lucide-react';
import { useMe, useWorkspace } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { hueFromText } from '@/lib/hue';
import { pictureUrl } from '@/api/picture';
import { keyCaps } from '@/lib/shortcut';
import { Avatar } from '@/ui/avatar';
import { DropdownMenu } from '@/ui/dropdown-menu';
import type { MenuEntry } from '@/ui/menu-types';
import { VisuallyHidden } from '@/ui/visually-hidden';
import { useShell } from './shell-store';

/** The head of the sidebar: which workspace this is, and what concerns all of it. */
export function WorkspaceMenu() {
  const t = useT();
  const navigate = useNavigate();
  const workspace = useWorkspace();
  const me = useMe();
  const { collapsed, toggleSidebar, setShortcutsOpen } = useShell();

  const admin: MenuEntry[] = [
    {
      type: 'item',
      id: 'workspace',
      label: t('shell.workspace_settings'),
      icon: <Building2 size={16} strokeWidth={1.75} />,
      onSelect: () => void navigate({ to: '/settings/workspace' }),
    },
    {
      type: 'item',
      id: 'invite',
      label: t('shell.invite'),
      icon: <UserPlus size={16} strokeWidth={1.75} />,
      onSelect: () => void navigate({ to: '/settings/users' }),
    },
    { type: 'separator', id: 'line' },
  ];
  const entries: MenuEntry[] = [
    ...(me.is_admin ? admin : []),
    {
      type: 'item',
      id: 'sidebar',
      label: t(collapsed ? 'shell.expand' : 'shell.collapse'),
      icon: <PanelLeft size={16} strokeWidth={1.75} />,
      keys: keyCaps('['),
      onSelect: toggleSidebar,
    },
    {
      type: 'item',
      id: 'shortcuts',
      label: t('shell.shortcuts'),
      icon: <Keyboard size={16} strokeWidth={1.75} />,
      keys: keyCaps('?'),
      onSelect: () => setShortcutsOpen(true),
    },
  ];
  return (
    <DropdownMenu
      label={t('shell.workspace_menu', { workspace: workspace.name })}
      entries={entries}
      trigger={
        <button
          type="button"
          className={cn(
            'focus-inset flex shrink-0 items-center gap-2 rounded-ctl font-semibold',
            collapsed ? 'mt-1.5 mb-3 size-8 justify-center' : 'mb-1.5 h-11 pr-2 pl-1.5',
          )}
        >
          <Avatar
            kind="company"
            name={workspace.name}
            hue={hueFromText(workspace.name)}
            picture={pictureUrl(workspace.logo)}
            size={24}
          />
          {collapsed ? (
            <VisuallyHidden>{workspace.name}</VisuallyHidden>
          ) : (
            <>
              <span className="min-w-0 flex-1 truncate text-left">{workspace.name}</span>
              <ChevronDown size={14} strokeWidth={2} className="text-ink-3" aria-hidden="true" />
            </>
          )}
        </button>
      }
    />
  );
}
