import { Megaphone } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { CampaignHeader } from './campaign/campaign-header';
import { PlannedLeadsCell } from './campaign/planned-leads-cell';
import { SpendCell } from './campaign/spend-cell';

export const campaign = defineEntity({
  kind: 'campaign',
  icon: Megaphone,
  columns: [
    { key: 'title', width: 220 },
    { key: 'status', width: 104 },
    { key: 'channel', width: 100 },
    { key: 'starts_on', width: 104 },
    { key: 'ends_on', width: 104 },
    { key: 'planned_leads', width: 112 },
    { key: 'budget', width: 110 },
    { key: 'actual_spend', width: 164 },
    { key: 'owner_id', width: 124 },
  ],
  phone: { second: ['channel', 'ends_on'], trailing: ['budget', 'status'] },
  highlights: ['status', 'starts_on', 'ends_on', 'priority', 'owner_id'],
  cells: { planned_leads: PlannedLeadsCell, actual_spend: SpendCell },
  slots: { header: CampaignHeader, empty: () => t('records.empty.campaign') },
});
