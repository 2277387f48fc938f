import { useNavigate } from '@tanstack/react-router';
import { CircleUser, Keyboard, Languages, LogOut, SunMoon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useMe } from '@/api/bootstrap';
import { isLanguage, languages, type Language } from '@/i18n/languages';
import { useT } from '@/i18n/t';
import { keyCaps } from '@/lib/shortcut';
import { useTheme, type ThemeChoice } from '@/lib/theme';
import { DropdownMenu } from '@/ui/dropdown-menu';
import type { MenuEntry } from '@/ui/menu-types';
import { useSignOut } from '../session/use-sign-out';
import { useShell } from './shell-store';
import { useChooseLanguage } from './use-choose-language';
import { useChooseTheme } from './use-choose-theme';

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];

export function UserMenu({ button }: { button: ComponentProps<'button'> }) {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const choice = useTheme((state) => state.choice);
  const chooseTheme = useChooseTheme();
  const chooseLanguage = useChooseLanguage();
  const signOut = useSignOut();
  const setShortcutsOpen = useShell((state) => state.setShortcutsOpen);

  const entries: MenuEntry[] = [
    {
      type: 'item',
      id: 'profile',
      label: t('shell.profile'),
      icon: <CircleUser size={16} strokeWidth={1.75} />,
      onSelect: () => void navigate({ to: '/settings/profile' }),
    },
    {
      type: 'sub',
      id: 'theme',
      label: t('shell.theme'),
      icon: <SunMoon size={16} strokeWidth={1.75} />,
      entries: themes.map((theme) => ({
        type: 'item',
        id: theme,
        label: t(`shell.theme.${theme}`),
        checked: choice === theme,
        onSelect: () => chooseTheme(theme),
      })),
    },
    {
      type: 'sub',
      id: 'language',
      label: t('shell.language'),
      icon: <Languages size={16} strokeWidth={1.75} />,
      entries: Object.entries(languages).map(([language, name]) => ({
        type: 'item',
        id: language,
        label: name,
        checked: isLanguage(me.locale) && me.locale === language,
        onSelect: () => chooseLanguage(language as Language),
      })),
    },
    {
      type: 'item',
      id: 'shortcuts',
      label: t('shell.shortcuts'),
      icon: <Keyboard size={16} strokeWidth={1.75} />,
      keys: keyCaps('?'),
      onSelect: () => setShortcutsOpen(true),
    },
    { type: 'separator', id: 'line' },
    {
      type: 'item',
      id: 'sign-out',
      label: t('shell.sign_out'),
      icon: <LogOut size={16} strokeWidth={1.75} />,
      onSelect: () => void signOut(),
    },
  ];
  return (
    <DropdownMenu
      label={t('shell.user_menu', { name: me.name })}
      side="top"
      entries={entries}
      trigger={<button type="button" {...button} />}
      header={
        <div className="px-2 pt-1.5 pb-2">
          <p className="truncate text-13 font-medium">{me.name}</p>
          <p className="truncate text-12 text-ink-3">{me.email}</p>
        </div>
      }
    />
  );
}
