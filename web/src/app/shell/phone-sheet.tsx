import { Link, useNavigate } from '@tanstack/react-router';
import {
  Activity,
  CalendarCheck,
  CalendarDays,
  ChartNoAxesColumn,
  ListTodo,
  LogOut,
  Moon,
  Search,
  Settings,
  Sun,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useTheme } from '@/lib/theme';
import { useCreateStore } from '@/records/form/create-store';
import { PersonAvatar } from '@/records/people/person-avatar';
import { KindIcon } from '@/ui/kind-icon';
import { Sheet } from '@/ui/sheet';
import { creatableKinds } from '../commands/creatable-kinds';
import { useSignOut } from '../session/use-sign-out';
import { useShell } from './shell-store';
import { useChooseTheme } from './use-choose-theme';
import { homeOf, useNavigation } from './use-navigation';

interface PhoneSheetProps {
  name: 'records' | 'create' | 'more';
  onClose: () => void;
}

const row = 'focus-inset flex h-12 w-full items-center gap-3 px-4 text-15 font-medium active:bg-hover';

/** What the bottom navigation opens. */
export function PhoneSheet({ name, onClose }: PhoneSheetProps) {
  const t = useT();
  const titles = {
    records: t('shell.records_title'),
    create: t('shell.create_title'),
    more: t('shell.more_title'),
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={titles[name]}
      closeLabel={t('common.close')}
      padded={false}
    >
      <ul className="py-2">
        {name === 'records' && <RecordRows onClose={onClose} />}
        {name === 'create' && <CreateRows onClose={onClose} />}
        {name === 'more' && <MoreRows onClose={onClose} />}
      </ul>
    </Sheet>
  );
}

function RecordRows({ onClose }: { onClose: () => void }) {
  const { groups } = useNavigation();
  return groups.flatMap((group) =>
    group.kinds.map((kind) => (
      <li key={kind.key}>
        <Link to="/$plural" params={{ plural: homeOf(kind) }} onClick={onClose} className={row}>
          <KindIcon name={kind.icon} size={20} className="text-ink-2" />
          {kindLabel(kind)}
        </Link>
      </li>
    )),
  );
}

function CreateRows({ onClose }: { onClose: () => void }) {
  const create = useCreateStore((state) => state.open);
  return creatableKinds(useBootstrap()).map((kind) => (
    <li key={kind.key}>
      <ActionRow
        icon={<KindIcon name={kind.icon} size={20} />}
        onPress={() => {
          onClose();
          create(kind.key);
        }}
      >
        {kindLabel(kind, 'one')}
      </ActionRow>
    </li>
  ));
}

function MoreRows({ onClose }: { onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const chooseTheme = useChooseTheme();
  const dark = useTheme((state) => state.theme === 'dark');
  const openPalette = useShell((state) => state.setPaletteOpen);
  const close = (then: () => void) => () => {
    onClose();
    then();
  };
  return (
    <>
      <li>
        <ActionRow
          icon={<PersonAvatar id={me.id} name={me.name} size={24} />}
          onPress={close(() => void navigate({ to: '/settings/profile' }))}
        >
          {me.name}
        </ActionRow>
      </li>
      <li>
        <ActionRow icon={<Search size={20} strokeWidth={1.75} />} onPress={close(() => openPalette(true))}>
          {t('shell.search')}
        </ActionRow>
      </li>
      <li>
        <ActionRow
          icon={<ListTodo size={20} strokeWidth={1.75} />}
          onPress={close(() => void navigate({ to: '/queue' }))}
        >
          {t('shell.queue')}
        </ActionRow>
      </li>
      <li>
        <ActionRow
          icon={<CalendarCheck size={20} strokeWidth={1.75} />}
          onPress={close(() => void navigate({ to: '/my-day' }))}
        >
          {t('shell.my_day')}
        </ActionRow>
      </li>
      <li>
        <ActionRow
          icon={<CalendarDays size={20} strokeWidth={1.75} />}
          onPress={close(() => void navigate({ to: '/calendar' }))}
        >
          {t('shell.calendar')}
        </ActionRow>
      </li>
      <li>
        <ActionRow
          icon={<Activity size={20} strokeWidth={1.75} />}
          onPress={close(() => void navigate({ to: '/activity' }))}
        >
          {t('shell.activity')}
        </ActionRow>
      </li>
      <li>
        <ActionRow
          icon={<ChartNoAxesColumn size={20} strokeWidth={1.75} />}
          onPress={close(() => void navigate({ to: '/reports' }))}
        >
          {t('shell.reports')}
        </ActionRow>
      </li>
      <li>
        <ActionRow
          icon={<Settings size={20} strokeWidth={1.75} />}
          onPress={close(() => void navigate({ to: '/settings' }))}
        >
          {t('shell.settings')}
        </ActionRow>
      </li>
      <li>
        <ActionRow
          icon={dark ? <Sun size={20} strokeWidth={1.75} /> : <Moon size={20} strokeWidth={1.75} />}
          onPress={() => chooseTheme(dark ? 'light' : 'dark')}
        >
          {t(dark ? 'shell.theme.to_light' : 'shell.theme.to_dark')}
        </ActionRow>
      </li>
      <li>
        <ActionRow icon={<LogOut size={20} strokeWidth={1.75} />} onPress={() => void signOut()}>
          {t('shell.sign_out')}
        </ActionRow>
      </li>
    </>
  );
}

interface ActionRowProps {
  icon: ReactNode;
  onPress: () => void;
  children: ReactNode;
}

function ActionRow({ icon, onPress, children }: ActionRowProps) {
  return (
    <button type="button" onClick={onPress} className={row}>
      <span className="grid w-5 place-items-center text-ink-2">{icon}</span>
      {children}
    </button>
  );
}
