import { Link } from '@tanstack/react-router';
import { Moon, Settings, Sun } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { useTheme } from '@/lib/theme';
import { PersonAvatar } from '@/records/people/person-avatar';
import { IconButton } from '@/ui/icon-button';
import { Tooltip } from '@/ui/tooltip';
import { useShell } from './shell-store';
import { useChooseTheme } from './use-choose-theme';
import { UserMenu } from './user-menu';

/** The foot of the sidebar: who I am, the theme and the settings. */
export function UserRow() {
  const t = useT();
  const me = useMe();
  const collapsed = useShell((state) => state.collapsed);
  const dark = useTheme((state) => state.theme === 'dark');
  const chooseTheme = useChooseTheme();
  return (
    <div className={cn('mt-2 flex shrink-0 items-center', collapsed ? 'flex-col gap-1' : 'h-9 gap-1 pr-1')}>
      <UserMenu
        button={{
          className: cn(
            'focus-inset flex min-w-0 items-center gap-2 rounded-ctl hover:bg-hover',
            collapsed ? 'size-8 justify-center' : 'h-8 flex-1 px-1.5',
          ),
          children: (
            <>
              <PersonAvatar id={me.id} name={me.name} size={24} />
              <span className={collapsed ? 'sr-only' : 'truncate font-medium'}>{me.name}</span>
            </>
          ),
        }}
      />
      <IconButton
        size="sm"
        tooltipSide={collapsed ? 'right' : 'top'}
        label={t(dark ? 'shell.theme.to_light' : 'shell.theme.to_dark')}
        icon={dark ? <Sun size={16} strokeWidth={1.75} /> : <Moon size={16} strokeWidth={1.75} />}
        onClick={() => chooseTheme(dark ? 'light' : 'dark')}
      />
      <Tooltip label={t('shell.settings')} side={collapsed ? 'right' : 'top'}>
        <Link
          to="/settings/profile"
          aria-label={t('shell.settings')}
          className="grid size-6 place-items-center rounded-ctl text-ink-2 hover:bg-hover hover:text-ink"
        >
          <Settings size={16} strokeWidth={1.75} />
        </Link>
      </Tooltip>
    </div>
  );
}
