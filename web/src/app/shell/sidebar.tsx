import {
  Activity,
  CalendarCheck,
  CalendarDays,
  ChartNoAxesColumn,
  Home,
  ListTodo,
  SquareCheck,
} from 'lucide-react';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { KindIcon } from '@/ui/kind-icon';
import { NavItem } from './nav-item';
import { SearchButton } from './search-button';
import { useShell } from './shell-store';
import { homeOf, useNavigation } from './use-navigation';
import { UserRow } from './user-row';
import { WorkspaceMenu } from './workspace-menu';

export function Sidebar() {
  const t = useT();
  const collapsed = useShell((state) => state.collapsed);
  const { tasks, groups } = useNavigation();
  return (
    <nav
      aria-label={t('shell.main_navigation')}
      className={cn(
        'flex shrink-0 flex-col border-r border-line bg-canvas px-2 pb-2 max-md:hidden',
        collapsed ? 'w-12 items-center' : 'w-60',
      )}
    >
      <WorkspaceMenu />
      <SearchButton />
      <div
        className={cn('-mx-2 min-h-0 flex-1 overflow-y-auto px-2', collapsed && 'flex flex-col items-center')}
      >
        <NavItem icon={<Home size={16} strokeWidth={1.75} />} label={t('shell.home')} />
        {tasks && (
          <NavItem plural="queue" icon={<ListTodo size={16} strokeWidth={1.75} />} label={t('shell.queue')} />
        )}
        {tasks && (
          <NavItem
            plural="my-day"
            icon={<CalendarCheck size={16} strokeWidth={1.75} />}
            label={t('shell.my_day')}
          />
        )}
        {tasks && (
          <NavItem
            plural="calendar"
            icon={<CalendarDays size={16} strokeWidth={1.75} />}
            label={t('shell.calendar')}
          />
        )}
        {tasks && (
          <NavItem
            plural={tasks.plural}
            icon={<SquareCheck size={16} strokeWidth={1.75} />}
            label={kindLabel(tasks)}
          />
        )}
        <NavItem
          plural="activity"
          icon={<Activity size={16} strokeWidth={1.75} />}
          label={t('shell.activity')}
        />
        <NavItem
          plural="reports"
          icon={<ChartNoAxesColumn size={16} strokeWidth={1.75} />}
          label={t('shell.reports')}
        />
        {groups.map((group) => (
          <div key={group.id} className={cn(collapsed && 'flex flex-col items-center')}>
            {collapsed ? (
              <hr className="my-2 w-5 border-line" />
            ) : (
              <h2 className="mt-3.5 mb-1 px-2 text-12 font-medium text-ink-3">
                {t(`shell.group.${group.id}`)}
              </h2>
            )}
            {group.kinds.map((kind) => (
              <NavItem
                key={kind.key}
                plural={homeOf(kind)}
                icon={<KindIcon name={kind.icon} />}
                label={kindLabel(kind)}
              />
            ))}
          </div>
        ))}
      </div>
      <UserRow />
    </nav>
  );
}
