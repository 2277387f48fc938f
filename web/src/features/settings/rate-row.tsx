import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { describeCurrency } from '@/lib/currencies';
import { RowMenu } from './row-menu';
import { useRemoveSetting } from './setting-records';
import { useRowEntries } from './use-row-entries';

interface RateRowProps {
  rate: RecordRow;
  rights: { update: boolean; remove: boolean };
  onEdit: () => void;
}

/** As exact as it was written. */
const DIGITS = 9;

export function RateRow({ rate, rights, onEdit }: RateRowProps) {
  const t = useT();
  const format = useFormat();
  const remove = useRemoveSetting('exchange_rates');
  const currency = String(rate['currency']);
  const entries = useRowEntries({
    onEdit: rights.update && onEdit,
    onRemove: rights.remove && (() => remove.mutate(rate)),
  });
  const worth = `1 ${currency} = ${format.number(Number(rate['rate']), DIGITS)} ${String(rate['base'])}`;
  return (
    <div className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        {rights.update ? (
          <button
            type="button"
            className="max-w-full truncate font-medium tabular-nums hover:underline"
            onClick={onEdit}
          >
            {worth}
          </button>
        ) : (
          <p className="truncate font-medium tabular-nums">{worth}</p>
        )}
        <p className="truncate text-12 text-ink-3">
          {describeCurrency(currency, format.locale).name} ·{' '}
          {t('settings.currencies.since', { day: format.date(String(rate['starts_on'])) })}
        </p>
      </div>
      <RowMenu name={rate.title} entries={entries} />
    </div>
  );
}
