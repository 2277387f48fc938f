import { Tag } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { TagColorCell } from './cells/tag-color-cell';

export const tag = defineEntity({
  kind: 'tag',
  icon: Tag,
  columns: [
    { key: 'title', width: 240 },
    { key: 'color', width: 140 },
    { key: 'updated_at', width: 130 },
  ],
  phone: { second: ['updated_at'], trailing: ['color'] },
  cells: { color: TagColorCell },
  slots: { empty: () => t('records.empty.tag') },
});
