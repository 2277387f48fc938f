import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { CannedDialog } from './canned-dialog';
import { RowMenu } from './row-menu';
import { settingQuery, useRemoveSetting } from './setting-records';
import { SettingRows } from './setting-rows';
import { SettingSection } from './setting-section';
import { useRowEntries } from './use-row-entries';
import { useSettingRights } from './use-setting-rights';

/** Answers that are given often. */
export function CannedSection() {
  const t = useT();
  const rights = useSettingRights('canned_reply');
  const { data, error, refetch } = useQuery(settingQuery('canned_replies', 'title'));
  const [editing, setEditing] = useState<RecordRow | 'new' | null>(null);
  return (
    <SettingSection
      title={t('canned.title')}
      lede={t('canned.lede')}
      actions={rights.create && <Button onClick={() => setEditing('new')}>{t('canned.new')}</Button>}
    >
      <SettingRows
        rows={data}
        error={error}
        onRetry={() => void refetch()}
        empty={t('canned.empty')}
        label={t('canned.title')}
      >
        {(reply) => <CannedRow reply={reply} rights={rights} onEdit={() => setEditing(reply)} />}
      </SettingRows>
      {editing !== null && (
        <CannedDialog reply={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </SettingSection>
  );
}

interface CannedRowProps {
  reply: RecordRow;
  rights: { update: boolean; remove: boolean };
  onEdit: () => void;
}

function CannedRow({ reply, rights, onEdit }: CannedRowProps) {
  const remove = useRemoveSetting('canned_replies');
  const entries = useRowEntries({
    onEdit: rights.update && onEdit,
    onRemove: rights.remove && (() => remove.mutate(reply)),
  });
  return (
    <div className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{reply.title}</p>
        <p className="truncate text-12 text-ink-3">{String(reply['body'] ?? '')}</p>
      </div>
      <RowMenu name={reply.title} entries={entries} />
    </div>
  );
}
