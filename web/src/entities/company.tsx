import { Building2 } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { CustomerSidebar } from './customer-sidebar';

export const company = defineEntity({
  kind: 'company',
  icon: Building2,
  avatar: 'company',
  columns: [
    { key: 'title', width: 220 },
    { key: 'domain', width: 170 },
    { key: 'industry', width: 130 },
    { key: 'size_band', width: 110 },
    { key: 'lifecycle', width: 110 },
    { key: 'phone', width: 150 },
    { key: 'owner_id', width: 110 },
    { key: 'updated_at', width: 110 },
  ],
  phone: { second: ['industry', 'domain'], trailing: ['owner_id'] },
  highlights: ['industry', 'size_band', 'annual_revenue', 'lifecycle', 'owner_id', 'website'],
  slots: { sidebarTop: CustomerSidebar, empty: () => t('records.empty.company') },
});
