import { Ticket } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { ConversationTab } from './ticket/conversation-tab';

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
  slots: {
    tabs: [{ id: 'conversation', label: 'ticket.conversation', Panel: ConversationTab }],
    empty: () => t('records.empty.ticket'),
  },
});
