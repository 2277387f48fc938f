import { Merge, Ticket } from 'lucide-react';
import { toast } from 'sonner';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { ConversationTab } from './ticket/conversation-tab';
import { useMergeStore } from './ticket/merge-store';
import { MergedBanner } from './ticket/merged-banner';

export const ticket = defineEntity({
  kind: 'ticket',
  icon: Ticket,
  columns: [
    { key: 'number', width: 80 },
    { key: 'title', width: 280 },
    { key: 'contact_id', width: 160 },
    { key: 'company_id', width: 160 },
    { key: 'status', width: 150 },
    { key: 'priority', width: 100 },
    { key: 'assignee_id', width: 130 },
    { key: 'last_message_at', width: 130 },
  ],
  phone: { second: ['contact_id', 'status'], trailing: ['last_message_at'] },
  highlights: ['status', 'priority', 'assignee_id', 'contact_id', 'company_id'],
  actions: [
    {
      id: 'merge',
      label: 'merge.action',
      icon: Merge,
      when: (record) => record['merged_into_id'] === null || record['merged_into_id'] === undefined,
      open: (record) => useMergeStore.getState().merge([record.id]),
    },
  ],
  bulkActions: [
    {
      id: 'merge',
      label: 'merge.action',
      icon: Merge,
      open: ({ ids }) => (ids ? useMergeStore.getState().merge(ids) : toast.error(t('merge.ticked_only'))),
    },
  ],
  slots: {
    banner: MergedBanner,
    tabs: [{ id: 'conversation', label: 'ticket.conversation', Panel: ConversationTab }],
    empty: () => t('records.empty.ticket'),
  },
});
