import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { SequenceDialog } from './sequence-dialog';
import { SequenceRow } from './sequence-row';
import { settingQuery } from './setting-records';
import { SettingPage } from './setting-page';
import { SettingRows } from './setting-rows';
import { useSettingRights } from './use-setting-rights';

export function SequencesScreen() {
  const t = useT();
  const rights = useSettingRights('sequence');
  const { data, error, refetch } = useQuery(settingQuery('sequences', 'name'));
  const [editing, setEditing] = useState<RecordRow | 'new' | null>(null);
  return (
    <SettingPage
      title={t('settings.section.sequences')}
      lede={t('sequence.lede')}
      actions={
        rights.create && (
          <Button variant="primary" onClick={() => setEditing('new')}>
            {t('sequence.new')}
          </Button>
        )
      }
    >
      <div className="mt-5">
        <SettingRows
          rows={data}
          error={error}
          onRetry={() => void refetch()}
          empty={t('sequence.empty')}
          label={t('settings.section.sequences')}
        >
          {(sequence) => (
            <SequenceRow sequence={sequence} rights={rights} onEdit={() => setEditing(sequence)} />
          )}
        </SettingRows>
      </div>
      {editing !== null && (
        <SequenceDialog sequence={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </SettingPage>
  );
}
