import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { InviteDialog } from './invite-dialog';
import { settingQuery } from './setting-records';
import { SettingPage } from './setting-page';
import { SettingRows } from './setting-rows';
import { userColumns } from './user-columns';
import { UserDialog } from './user-dialog';
import { UserRow } from './user-row';

export function UsersScreen() {
  const t = useT();
  // Roles are given by administrators alone, and an invitation gives some.
  const { is_admin } = useMe();
  const [inviting, setInviting] = useState(false);
  const [edited, setEdited] = useState<RecordRow | null>(null);
  const users = useQuery(settingQuery('users', 'name'));
  const roles = useQuery(settingQuery('roles', 'name')).data ?? [];
  const teams = useQuery(settingQuery('teams', 'name')).data ?? [];
  return (
    <SettingPage
      wide
      title={t('settings.section.users')}
      lede={t('settings.users.lede')}
      actions={
        is_admin && (
          <Button
            variant="primary"
            icon={<UserPlus size={16} strokeWidth={1.75} />}
            onClick={() => setInviting(true)}
          >
            {t('settings.users.invite')}
          </Button>
        )
      }
    >
      <div className="mt-5">
        <div
          aria-hidden="true"
          className={`mr-10 ml-11 grid gap-x-6 pb-1.5 text-12 font-medium text-ink-3 max-md:hidden ${userColumns}`}
        >
          <span>{t('settings.name')}</span>
          <span>{t('settings.section.roles')}</span>
          <span className="flex">
            <span className="flex-1">{t('settings.section.teams')}</span>
            {t('settings.users.last_login')}
          </span>
        </div>
        <SettingRows
          rows={users.data}
          error={users.error}
          onRetry={() => void users.refetch()}
          empty=""
          label={t('settings.section.users')}
        >
          {(user) => (
            <UserRow
              user={user}
              roles={roles}
              teams={teams}
              manage={is_admin}
              onEdit={() => setEdited(user)}
            />
          )}
        </SettingRows>
      </div>
      {inviting && <InviteDialog roles={roles} teams={teams} onClose={() => setInviting(false)} />}
      {edited && <UserDialog user={edited} roles={roles} teams={teams} onClose={() => setEdited(null)} />}
    </SettingPage>
  );
}
