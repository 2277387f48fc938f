import { Mail, Pencil, UserRoundCheck, UserRoundX } from 'lucide-react';
import { useMe } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { PersonAvatar } from '@/records/people/person-avatar';
import type { MenuEntry } from '@/ui/menu-types';
import { Tag } from '@/ui/tag';
import { userColumns } from './user-columns';
import { idsOf } from './member-changes';
import { RowMenu } from './row-menu';
import { useUserActions } from './use-user-actions';

interface UserRowProps {
  user: RecordRow;
  roles: readonly RecordRow[];
  teams: readonly RecordRow[];
  /** Whether one may change people. */
  manage: boolean;
  onEdit: () => void;
}

export function UserRow({ user, roles, teams, manage, onEdit }: UserRowProps) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const { setStatus, resend } = useUserActions();
  const status = user['status'];
  const lastLogin = typeof user['last_login_at'] === 'string' ? user['last_login_at'] : null;
  const titles = (rows: readonly RecordRow[], field: string) =>
    rows
      .filter(({ id }) => idsOf(user, field).includes(id))
      .map(({ title }) => title)
      .join(', ');

  const entries: MenuEntry[] = !manage
    ? []
    : [
        {
          type: 'item',
          id: 'edit',
          label: t('settings.users.edit'),
          icon: <Pencil size={16} strokeWidth={1.75} />,
          onSelect: onEdit,
        },
      ];
  if (manage && status === 'invited') {
    entries.push({
      type: 'item',
      id: 'resend',
      label: t('settings.users.resend'),
      icon: <Mail size={16} strokeWidth={1.75} />,
      onSelect: () => resend.mutate(user),
    });
  }
  if (manage && status === 'suspended') {
    entries.push({
      type: 'item',
      id: 'reactivate',
      label: t('settings.users.reactivate'),
      icon: <UserRoundCheck size={16} strokeWidth={1.75} />,
      onSelect: () => setStatus(user, 'active'),
    });
  }
  if (manage && status === 'active' && user.id !== me.id) {
    entries.push({
      type: 'item',
      id: 'suspend',
      tone: 'danger',
      label: t('settings.users.suspend'),
      icon: <UserRoundX size={16} strokeWidth={1.75} />,
      onSelect: () => setStatus(user, 'suspended'),
    });
  }

  return (
    <div className="flex items-center gap-3 py-2.5">
      <PersonAvatar id={user.id} name={user.title} size={32} />
      <div className={`grid min-w-0 flex-1 items-center gap-x-6 ${userColumns}`}>
        <div className="min-w-0">
          <p className="flex items-center gap-2">
            <span className="truncate font-medium">{user.title}</span>
            {user.id === me.id && <span className="text-12 text-ink-3">{t('settings.users.you')}</span>}
            {status === 'invited' && <Tag color="amber">{t('settings.users.invited')}</Tag>}
            {status === 'suspended' && <Tag color="red">{t('settings.users.suspended')}</Tag>}
          </p>
          <p className="truncate text-12 text-ink-3">{String(user['email'])}</p>
        </div>
        <p className="truncate text-ink-2 max-md:text-12">
          {titles(roles, 'role_ids') || t('settings.users.no_role')}
          <span className="md:hidden">{teams.length > 0 && suffix(titles(teams, 'team_ids'))}</span>
        </p>
        <p className="flex min-w-0 gap-4 text-ink-3 max-md:hidden">
          <span className="min-w-0 flex-1 truncate">{titles(teams, 'team_ids')}</span>
          <span className="shrink-0 text-12 leading-5 tabular-nums">
            <span className="sr-only">{t('settings.users.last_login')} </span>
            {lastLogin ? (
              <time dateTime={lastLogin} title={format.full(lastLogin)}>
                {format.ago(lastLogin)}
              </time>
            ) : (
              t('when.never')
            )}
          </span>
        </p>
      </div>
      <RowMenu name={user.title} entries={entries} />
    </div>
  );
}

const suffix = (text: string) => (text ? ` · ${text}` : '');
