import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Tabs } from '@/ui/tabs';
import { FieldDialog } from './field-dialog';
import { FieldRow } from './field-row';
import { SettingPage } from './setting-page';
import { settingQuery } from './setting-records';
import { SettingRows } from './setting-rows';
import { useReorder } from './use-reorder';
import { useSettingRights } from './use-setting-rights';

export function FieldsScreen() {
  const t = useT();
  const { kinds } = useBootstrap();
  const rights = useSettingRights('custom_field');
  const reorder = useReorder('custom_fields');
  const [edited, setEdited] = useState<RecordRow | 'new' | null>(null);
  const { data, error, refetch } = useQuery(settingQuery('custom_fields', 'position'));

  const extensible = kinds.filter((kind) => kind.capabilities.includes('custom_fields'));
  const [chosen, setChosen] = useState(extensible[0]?.key ?? '');
  const kind = extensible.find(({ key }) => key === chosen) ?? extensible[0];
  const fieldsOf = (key: string) => data?.filter((field) => field['record_kind'] === key);
  const rows = kind && fieldsOf(kind.key);
  const countOf = (key: string) => {
    const count = fieldsOf(key)?.length ?? 0;
    return count > 0 ? String(count) : undefined;
  };

  return (
    <SettingPage
      title={t('settings.section.fields')}
      lede={t('settings.fields.lede')}
      actions={
        rights.create && (
          <Button variant="primary" onClick={() => setEdited('new')}>
            {t('settings.fields.new')}
          </Button>
        )
      }
    >
      {kind && (
        <div className="mt-4">
          <Tabs
            label={t('settings.fields.kinds')}
            value={kind.key}
            items={extensible.map((item) => ({
              value: item.key,
              label: kindLabel(item),
              count: countOf(item.key),
            }))}
            onValueChange={setChosen}
            listClassName="-mx-2 border-transparent!"
          >
            <SettingRows
              rows={rows}
              error={error}
              onRetry={() => void refetch()}
              empty={t('settings.fields.empty', { kinds: kindLabel(kind) })}
              label={t('settings.section.fields')}
            >
              {(field, index) => (
                <FieldRow
                  field={field}
                  index={index}
                  count={rows?.length ?? 0}
                  rights={rights}
                  onEdit={() => setEdited(field)}
                  onMove={(to) => void reorder(rows ?? [], index, to)}
                />
              )}
            </SettingRows>
          </Tabs>
        </div>
      )}
      {edited && kind && (
        <FieldDialog
          field={edited === 'new' ? null : edited}
          kind={kind}
          position={(rows?.length ?? 0) + 1}
          onClose={() => setEdited(null)}
        />
      )}
    </SettingPage>
  );
}
