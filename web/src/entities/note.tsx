import { Pin, PinOff, StickyNote } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';

export const note = defineEntity({
  kind: 'note',
  icon: StickyNote,
  columns: [
    { key: 'title', width: 360 },
    { key: 'record', width: 220 },
    { key: 'created_by', width: 120 },
    { key: 'created_at', width: 130 },
    { key: 'pinned', width: 90 },
  ],
  phone: { second: ['record', 'created_at'], trailing: ['created_by'] },
  highlights: ['record', 'created_by', 'created_at'],
  actions: [
    {
      id: 'pin',
      label: 'records.action.pin',
      icon: Pin,
      values: (record) => (record['pinned'] === true ? null : { pinned: true }),
    },
    {
      id: 'unpin',
      label: 'records.action.unpin',
      icon: PinOff,
      values: (record) => (record['pinned'] === true ? { pinned: false } : null),
    },
  ],
  slots: { empty: () => t('records.empty.note') },
});
