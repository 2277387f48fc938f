import { Phone } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { CompanyCell } from './cells/company-cell';

export const interaction = defineEntity({
  kind: 'interaction',
  icon: Phone,
  columns: [
    { key: 'title', width: 260 },
    { key: 'kind', width: 100 },
    { key: 'occurred_at', width: 140 },
    { key: 'outcome', width: 120 },
    { key: 'contact_id', width: 160 },
    { key: 'company_id', width: 160 },
    { key: 'deal_id', width: 180 },
    { key: 'owner_id', width: 110 },
  ],
  phone: { second: ['kind', 'occurred_at'], trailing: ['owner_id'] },
  highlights: ['kind', 'occurred_at', 'duration_minutes', 'outcome', 'owner_id'],
  cells: { company_id: CompanyCell },
  slots: { empty: () => t('records.empty.interaction') },
});
