import { Handshake, Trophy } from 'lucide-react';
import { lazy } from 'react';
import type { Bootstrap, RecordRow } from '@/api/types';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { CompanyCell } from './cells/company-cell';
import { DueCell } from './cells/due-cell';
import { LastContactCell } from './cells/last-contact-cell';
import { PercentCell } from './cells/percent-cell';
import { DealHeader } from './deal-header';

const LinesPanel = lazy(async () => ({ default: (await import('./deal/lines-panel')).LinesPanel }));
const PeoplePanel = lazy(async () => ({ default: (await import('./deal/people-panel')).PeoplePanel }));
const StagesPanel = lazy(async () => ({ default: (await import('./deal/stages-panel')).StagesPanel }));

export const deal = defineEntity({
  kind: 'deal',
  icon: Handshake,
  columns: [
    { key: 'title', width: 240 },
    { key: 'company_id', width: 160 },
    { key: 'stage_id', width: 130 },
    { key: 'amount', width: 130 },
    { key: 'probability', width: 100 },
    { key: 'expected_close_on', width: 120 },
    { key: 'owner_id', width: 110 },
    { key: 'next_action_at', width: 140 },
  ],
  phone: { second: ['company_id', 'next_action_at'], trailing: ['amount', 'stage_id'] },
  highlights: [
    'amount',
    'weighted_amount',
    'expected_close_on',
    'next_action_at',
    'owner_id',
    'last_contacted_at',
  ],
  cells: {
    company_id: CompanyCell,
    probability: PercentCell,
    next_action_at: DueCell,
    last_contacted_at: LastContactCell,
  },
  actions: [
    {
      id: 'win',
      label: 'records.action.win',
      icon: Trophy,
      values: winning,
    },
  ],
  slots: {
    header: DealHeader,
    tabs: [
      { id: 'lines', label: 'deal.lines', counts: 'line_item', Panel: LinesPanel },
      { id: 'people', label: 'deal.people', counts: 'deal_contact', Panel: PeoplePanel },
      { id: 'stages', label: 'deal.stages', Panel: StagesPanel },
    ],
    empty: () => t('records.empty.deal'),
  },
});

/** An open deal goes to the stage of its pipeline that means won. */
function winning(record: RecordRow, bootstrap: Bootstrap): { stage_id: string } | null {
  if (record['status'] !== 'open') return null;
  const pipeline = bootstrap.pipelines.find(({ id }) => id === record['pipeline_id']);
  const stage = pipeline?.stages.find(({ kind }) => kind === 'won');
  return stage ? { stage_id: stage.id } : null;
}
