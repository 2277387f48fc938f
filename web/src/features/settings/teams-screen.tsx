import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { idsOf } from './member-changes';
import { settingQuery } from './setting-records';
import { SettingPage } from './setting-page';
import { SettingRows } from './setting-rows';
import { TeamDialog } from './team-dialog';
import { TeamRow } from './team-row';
import { useSettingRights } from './use-setting-rights';

export function TeamsScreen() {
  const t = useT();
  const rights = useSettingRights('team');
  const [edited, setEdited] = useState<RecordRow | 'new' | null>(null);
  const { data, error, refetch } = useQuery(settingQuery('teams', 'name'));
  const users = useQuery(settingQuery('users', 'name')).data ?? [];
  return (
    <SettingPage
      title={t('settings.section.teams')}
      lede={t('settings.teams.lede')}
      actions={
        rights.create && (
          <Button variant="primary" onClick={() => setEdited('new')}>
            {t('settings.teams.new')}
          </Button>
        )
      }
    >
      <div className="mt-5">
        <SettingRows
          rows={data}
          error={error}
          onRetry={() => void refetch()}
          empty={t('settings.teams.empty')}
          label={t('settings.section.teams')}
        >
          {(team) => (
            <TeamRow
              team={team}
              members={users.filter((user) => idsOf(user, 'team_ids').includes(team.id))}
              rights={rights}
              onEdit={() => setEdited(team)}
            />
          )}
        </SettingRows>
      </div>
      {edited && (
        <TeamDialog team={edited === 'new' ? null : edited} users={users} onClose={() => setEdited(null)} />
      )}
    </SettingPage>
  );
}
