import { Phone } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { CompanyCell } from './cells/company-cell';

export const interaction = defineEntity({
  kind: 'interaction',
  icon: Phone,
  columns: [
    { key: 'title', width: 240 },
    { key: 'kind', width: 96 },
    { key: 'occurred_at', width: 120 },
    { key: 'outcome', width: 110 },
    { key: 'contact_id', width: 150 },
    { key: 'company_id', width: 150 },
    { key: 'deal_id', width: 170 },
    { key: 'owner_id', width: 110 },
  ],
  phone: { second: ['kind', 'occurred_at'], trailing: ['owner_id'] },
  highlights: ['kind', 'occurred_at', 'duration_minutes', 'outcome', 'owner_id'],
  cells: { company_id: CompanyCell },
  slots: { empty: () => t('records.empty.interaction') },
});
