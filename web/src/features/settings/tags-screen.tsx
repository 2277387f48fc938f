import { useQuery } from '@tanstack/react-query';
import { useT } from '@/i18n/t';
import { NewTag } from './new-tag';
import { settingQuery } from './setting-records';
import { SettingPage } from './setting-page';
import { SettingRows } from './setting-rows';
import { TagRow } from './tag-row';
import { useSettingRights } from './use-setting-rights';

export function TagsScreen() {
  const t = useT();
  const rights = useSettingRights('tag');
  const { data, error, refetch } = useQuery(settingQuery('tags', 'name'));
  return (
    <SettingPage title={t('settings.section.tags')} lede={t('settings.tags.lede')}>
      <div className="mt-5">
        {rights.create && <NewTag taken={data?.length ?? 0} />}
        <SettingRows
          rows={data}
          error={error}
          onRetry={() => void refetch()}
          empty={t('settings.tags.empty')}
          label={t('settings.section.tags')}
        >
          {(tag) => <TagRow key={`${tag.id}-${tag.title}`} tag={tag} rights={rights} />}
        </SettingRows>
      </div>
    </SettingPage>
  );
}
