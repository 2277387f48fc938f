import { MessageSquare, Users } from 'lucide-react';
import { lazy } from 'react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { CompanyCell } from './cells/company-cell';
import { CustomerSidebar } from './customer-sidebar';
import { DueCell } from './cells/due-cell';
import { LastContactCell } from './cells/last-contact-cell';
import { useSmsStore } from './sms-store';

const RolesPanel = lazy(async () => ({ default: (await import('./deal/roles-panel')).RolesPanel }));

export const contact = defineEntity({
  kind: 'contact',
  icon: Users,
  avatar: 'person',
  columns: [
    { key: 'title', width: 190 },
    { key: 'company_id', width: 140 },
    { key: 'job_title', width: 140 },
    { key: 'email', width: 190 },
    { key: 'phone', width: 136 },
    { key: 'owner_id', width: 104 },
    { key: 'last_contacted_at', width: 110 },
    { key: 'next_action_at', width: 140 },
  ],
  phone: { second: ['company_id', 'job_title'], trailing: ['owner_id'] },
  highlights: ['company_id', 'job_title', 'email', 'phone', 'owner_id', 'last_contacted_at'],
  cells: { company_id: CompanyCell, next_action_at: DueCell, last_contacted_at: LastContactCell },
  actions: [
    {
      id: 'sms',
      label: 'sms.action',
      icon: MessageSquare,
      quiet: true,
      when: (record) => Boolean(record['phone']),
      open: (record) => useSmsStore.getState().open('contact', record),
    },
  ],
  slots: {
    sidebarTop: CustomerSidebar,
    tabs: [{ id: 'roles', label: 'deal.roles', counts: 'deal_contact', optional: true, Panel: RolesPanel }],
    empty: () => t('records.empty.contact'),
  },
});
