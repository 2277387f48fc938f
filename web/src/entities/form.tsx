import { ClipboardList, ExternalLink, EyeOff, Globe } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { AddressCell } from './form/address-cell';
import { FormPage } from './form/form-page';

export const form = defineEntity({
  kind: 'form',
  icon: ClipboardList,
  columns: [
    { key: 'title', width: 240 },
    { key: 'purpose', width: 120 },
    { key: 'status', width: 110 },
    { key: 'slug', width: 240 },
    { key: 'campaign_id', width: 170 },
    { key: 'owner_id', width: 120 },
    { key: 'updated_at', width: 120 },
  ],
  phone: { second: ['slug'], trailing: ['status'] },
  highlights: ['status', 'campaign_id', 'owner_id'],
  cells: { slug: AddressCell },
  actions: [
    {
      id: 'publish',
      label: 'webform.publish',
      icon: Globe,
      values: (record) => (record['status'] === 'draft' ? { status: 'published' } : null),
    },
    {
      id: 'visit',
      label: 'webform.visit',
      icon: ExternalLink,
      when: (record) => record['status'] === 'published',
      open: (record) => window.open(`/f/${String(record['slug'])}`, '_blank', 'noopener'),
    },
    {
      id: 'unpublish',
      label: 'webform.unpublish',
      icon: EyeOff,
      values: (record) => (record['status'] === 'published' ? { status: 'draft' } : null),
    },
  ],
  slots: { page: FormPage, empty: () => t('records.empty.form') },
});
