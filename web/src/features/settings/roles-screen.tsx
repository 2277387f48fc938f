import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import { idsOf } from './member-changes';
import { noGrants } from './role-grants';
import { RoleEditor } from './role-editor';
import { RoleRow } from './role-row';
import { settingQuery, useCreateSetting } from './setting-records';
import { SettingPage } from './setting-page';
import { SettingRows } from './setting-rows';

export function RolesScreen() {
  const t = useT();
  const { is_admin } = useMe();
  const create = useCreateSetting('roles');
  const [openId, setOpenId] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(settingQuery('roles', 'name'));
  const users = useQuery(settingQuery('users', 'name')).data ?? [];
  const open = data?.find(({ id }) => id === openId);
  const membersOf = (role: RecordRow) =>
    users.filter((user) => idsOf(user, 'role_ids').includes(role.id)).length;

  /** A name that no role has yet. */
  const freeName = (wanted: string) => {
    const taken = new Set(data?.map(({ title }) => title));
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted} ${number}`;
    return name;
  };
  const make = (body: { name: string; description?: unknown; grants: unknown }) =>
    create.mutate(
      { ...body, name: freeName(body.name) },
      { onSuccess: (role) => setOpenId(role.id), onError: (failure) => toast.error(failureText(failure)) },
    );

  if (open) {
    return <RoleEditor key={open.id} role={open} editable={is_admin} onBack={() => setOpenId(null)} />;
  }
  return (
    <SettingPage
      title={t('settings.section.roles')}
      lede={t(is_admin ? 'settings.roles.lede' : 'settings.read_only')}
      actions={
        is_admin && (
          <Button
            variant="primary"
            loading={create.isPending}
            onClick={() => make({ name: t('settings.roles.new_name'), grants: noGrants })}
          >
            {t('settings.roles.new')}
          </Button>
        )
      }
    >
      <div className="mt-5">
        <SettingRows
          rows={data}
          error={error}
          onRetry={() => void refetch()}
          empty=""
          label={t('settings.section.roles')}
        >
          {(role) => (
            <RoleRow
              role={role}
              members={membersOf(role)}
              editable={is_admin}
              onOpen={() => setOpenId(role.id)}
              onDuplicate={() =>
                make({
                  name: t('settings.roles.copy_of', { name: role.title }),
                  description: role['description'],
                  grants: role['grants'],
                })
              }
            />
          )}
        </SettingRows>
      </div>
    </SettingPage>
  );
}
