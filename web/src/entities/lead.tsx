import { ListPlus, MessageSquare, Target, UserRoundCheck } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { DueCell } from './cells/due-cell';
import { LastContactCell } from './cells/last-contact-cell';
import { PercentCell } from './cells/percent-cell';
import { ScoreCell } from './cells/score-cell';
import { useConvertStore } from './lead/convert-store';
import { LeadBanner } from './lead/lead-banner';
import { LeadSidebar } from './lead/lead-sidebar';
import { useSequenceStore } from './lead/sequence-store';
import { useSmsStore } from './sms-store';

export const lead = defineEntity({
  kind: 'lead',
  icon: Target,
  avatar: 'person',
  columns: [
    { key: 'title', width: 196 },
    { key: 'company_name', width: 162 },
    { key: 'stage', width: 96 },
    { key: 'score', width: 136 },
    { key: 'source', width: 100 },
    { key: 'owner_id', width: 110 },
    { key: 'last_contacted_at', width: 110 },
    { key: 'next_action_at', width: 140 },
  ],
  // Who became a customer is found among the customers.
  filter: { and: [{ field: 'status', op: 'in', value: ['open'] }] },
  phone: { second: ['company_name', 'next_action_at'], trailing: ['score', 'stage'] },
  highlights: ['stage', 'score', 'source', 'next_action_at', 'owner_id', 'last_contacted_at'],
  cells: {
    score: ScoreCell,
    win_probability: PercentCell,
    next_action_at: DueCell,
    last_contacted_at: LastContactCell,
  },
  actions: [
    {
      id: 'convert',
      label: 'convert.action',
      icon: UserRoundCheck,
      when: (record) => record['status'] === 'open',
      open: (record) => useConvertStore.getState().open(record),
    },
    {
      id: 'sequence',
      label: 'sequence.start',
      icon: ListPlus,
      when: (record) => record['status'] === 'open',
      open: (record) => useSequenceStore.getState().open({ ids: [record.id] }),
    },
    {
      id: 'sms',
      label: 'sms.action',
      icon: MessageSquare,
      quiet: true,
      when: (record) => Boolean(record['phone']),
      open: (record) => useSmsStore.getState().open('lead', record),
    },
  ],
  bulkActions: [
    {
      id: 'sequence',
      label: 'sequence.start',
      icon: ListPlus,
      open: (target) => useSequenceStore.getState().open(target),
    },
  ],
  slots: { banner: LeadBanner, sidebarTop: LeadSidebar, empty: () => t('records.empty.lead') },
});
