import { useNavigate } from '@tanstack/react-router';
import {
  Activity,
  ChartNoAxesColumn,
  Home,
  CalendarCheck,
  CalendarDays,
  Keyboard,
  ListTodo,
  LogOut,
  PanelLeft,
  Plus,
  Search,
  Settings,
  SunMoon,
} from 'lucide-react';
import { useMemo } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useTheme } from '@/lib/theme';
import { useCommands } from '@/lib/use-commands';
import { useCreateStore } from '@/records/form/create-store';
import { useSignOut } from '../session/use-sign-out';
import { useShell } from '../shell/shell-store';
import { homeOf } from '../shell/use-navigation';
import { useChooseTheme } from '../shell/use-choose-theme';
import { creatableKinds } from './creatable-kinds';
import { kindIcons } from './kind-icons';

const goTo: Record<string, string> = {
  contact: 'G C',
  company: 'G O',
  deal: 'G D',
  lead: 'G L',
  task: 'G T',
};

/** The commands that work on every page. */
export function AppCommands() {
  const t = useT();
  const navigate = useNavigate();
  const bootstrap = useBootstrap();
  const signOut = useSignOut();
  const chooseTheme = useChooseTheme();

  const commands = useMemo((): Command[] => {
    const shell = useShell.getState();
    const kinds = bootstrap.kinds.filter((kind) => kind.group !== 'system' && kind.rights.read !== 'none');
    return [
      {
        id: 'app.palette',
        group: 'help',
        label: t('command.open_palette'),
        icon: Search,
        shortcut: 'mod+k',
        whileTyping: true,
        run: () => shell.setPaletteOpen(true),
      },
      {
        id: 'app.shortcuts',
        group: 'help',
        label: t('shell.shortcuts'),
        icon: Keyboard,
        shortcut: '?',
        run: () => shell.setShortcutsOpen(true),
      },
      {
        id: 'app.sidebar',
        group: 'settings',
        label: t('command.toggle_sidebar'),
        icon: PanelLeft,
        shortcut: '[',
        run: shell.toggleSidebar,
      },
      {
        id: 'app.theme',
        group: 'settings',
        label: t('command.toggle_theme'),
        icon: SunMoon,
        run: () => chooseTheme(useTheme.getState().theme === 'dark' ? 'light' : 'dark'),
      },
      {
        id: 'app.sign_out',
        group: 'settings',
        label: t('shell.sign_out'),
        icon: LogOut,
        run: () => void signOut(),
      },
      {
        id: 'goto.home',
        group: 'goto',
        label: t('shell.home'),
        icon: Home,
        shortcut: 'G H',
        run: () => void navigate({ to: '/' }),
      },
      {
        id: 'goto.queue',
        group: 'goto',
        label: t('shell.queue'),
        icon: ListTodo,
        shortcut: 'G Q',
        run: () => void navigate({ to: '/queue' }),
      },
      {
        id: 'goto.my_day',
        group: 'goto',
        label: t('shell.my_day'),
        icon: CalendarCheck,
        shortcut: 'G M',
        run: () => void navigate({ to: '/my-day' }),
      },
      {
        id: 'goto.calendar',
        group: 'goto',
        label: t('shell.calendar'),
        icon: CalendarDays,
        shortcut: 'G K',
        run: () => void navigate({ to: '/calendar' }),
      },
      {
        id: 'goto.activity',
        group: 'goto',
        label: t('shell.activity'),
        icon: Activity,
        shortcut: 'G A',
        run: () => void navigate({ to: '/activity' }),
      },
      ...kinds.map((kind): Command => ({
        id: `goto.${kind.key}`,
        group: 'goto',
        label: kindLabel(kind),
        icon: kindIcons(kind.icon),
        shortcut: goTo[kind.key],
        run: () => void navigate({ to: '/$plural', params: { plural: homeOf(kind) } }),
      })),
      {
        id: 'goto.reports',
        group: 'goto',
        label: t('shell.reports'),
        icon: ChartNoAxesColumn,
        shortcut: 'G R',
        run: () => void navigate({ to: '/reports' }),
      },
      {
        id: 'goto.settings',
        group: 'goto',
        label: t('shell.settings'),
        icon: Settings,
        shortcut: 'G S',
        run: () => void navigate({ to: '/settings' }),
      },
      ...creatableKinds(bootstrap).map((kind): Command => ({
        id: `create.${kind.key}`,
        group: 'create',
        label: t('command.new', { kind: kindLabel(kind, 'one').toLocaleLowerCase() }),
        icon: Plus,
        run: () => useCreateStore.getState().open(kind.key),
      })),
    ];
    // The last two change with every render and only pass on what they are given.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [t, bootstrap, navigate]);

  useCommands(commands, 'app');
  return null;
}
