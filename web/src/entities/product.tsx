import { Package } from 'lucide-react';
import { t } from '@/i18n/t';
import { defineEntity } from '@/records/model/define-entity';
import { PercentCell } from './cells/percent-cell';

export const product = defineEntity({
  kind: 'product',
  icon: Package,
  columns: [
    { key: 'title', width: 240 },
    { key: 'sku', width: 120 },
    { key: 'price', width: 120 },
    { key: 'unit', width: 100 },
    { key: 'tax_percent', width: 90 },
    { key: 'recurring', width: 100 },
    { key: 'active', width: 90 },
    { key: 'updated_at', width: 120 },
  ],
  phone: { second: ['sku', 'unit'], trailing: ['price', 'recurring'] },
  highlights: ['price', 'unit', 'tax_percent', 'recurring', 'active', 'sku'],
  cells: { tax_percent: PercentCell },
  slots: { empty: () => t('records.empty.product') },
});
