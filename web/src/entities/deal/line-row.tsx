import { X } from 'lucide-react';
import type { RecordRow, Titled } from '@/api/types';
import { useFormat } from '@/i18n/use-format';
import { useT } from '@/i18n/t';
import { toMajor, toMinor } from '@/lib/money';
import { parseNumber } from '@/lib/parse-number';
import { isMoney } from '@/records/fields/value-guards';
import { IconButton } from '@/ui/icon-button';
import { lineColumns } from './line-columns';
import { LineInput } from './line-input';

interface LineRowProps {
  line: RecordRow;
  currency: string;
  editable: boolean;
  onChange: (values: Record<string, unknown>) => void;
  onRemove: () => void;
}

/** How many decimals the server keeps, and the most it takes. */
const NUMBERS = {
  quantity: { decimals: 3, most: 1_000_000_000 },
  discount_percent: { decimals: 2, most: 100 },
  tax_percent: { decimals: 2, most: 100 },
} as const;
type NumberKey = keyof typeof NUMBERS;

/** One line of a deal: what, how many, for how much. */
export function LineRow({ line, currency, editable, onChange, onRemove }: LineRowProps) {
  const t = useT();
  const format = useFormat();
  const name = line.title;
  const product = line['product'] as Titled | null | undefined;
  const price = isMoney(line['unit_price']) ? line['unit_price'] : { amount: 0, currency };
  const net = isMoney(line['net']) ? line['net'] : null;

  const numeric = (key: NumberKey) => {
    const { decimals, most } = NUMBERS[key];
    const value = typeof line[key] === 'number' ? line[key] : null;
    const text = value === null ? '' : format.number(value, decimals);
    if (!editable) return <span className="px-2 text-right tabular-nums">{text || '–'}</span>;
    const parse = (typed: string) => {
      if (typed.trim() === '') return key === 'quantity' ? undefined : null;
      const parsed = parseNumber(typed.replace('%', ''), format.locale);
      const fits =
        parsed !== null && parsed >= 0 && parsed <= most && Number(parsed.toFixed(decimals)) === parsed;
      return fits ? parsed : undefined;
    };
    return (
      <LineInput
        column={key}
        label={t('deal.lines.field_of', { field: t(`deal.lines.${key}`), line: name })}
        text={text}
        parse={parse}
        problem={t('deal.lines.decimals', { count: decimals, most: format.number(most) })}
        onCommit={(next) => onChange({ [key]: next })}
      />
    );
  };
  const parsePrice = (typed: string) => {
    const major = parseNumber(typed, format.locale);
    return major === null || major < 0 ? undefined : { amount: toMinor(major, currency), currency };
  };
  const caption = 'hidden truncate px-2 pt-1 text-right text-12 text-ink-3 @max-[640px]:block';
  const labelled = (key: NumberKey | 'unit_price') => (
    <span aria-hidden="true" className={caption}>
      {t(`deal.lines.${key}`)}
    </span>
  );
  return (
    <li className="border-b border-hairline py-0.5 @max-[640px]:py-2">
      <div className={lineColumns}>
        <div className="flex min-w-0 items-center gap-1 @max-[640px]:col-span-4">
          <div className="min-w-0 flex-1">
            {editable ? (
              <LineInput
                column="description"
                align="start"
                label={t('deal.lines.field_of', { field: t('deal.lines.what'), line: name })}
                text={name}
                parse={(typed) => typed.trim() || undefined}
                problem={t('field_error.required')}
                onCommit={(description) => onChange({ description })}
              />
            ) : (
              <span className="block truncate px-2 py-1.5">{name}</span>
            )}
            {product && product.title !== name && (
              <span className="block truncate px-2 pb-1 text-12 text-ink-3">{product.title}</span>
            )}
          </div>
          <span className="hidden shrink-0 px-2 font-medium tabular-nums @max-[640px]:block">
            {net && format.money(net)}
          </span>
          <span className="hidden @max-[640px]:block">
            {editable && <Remove name={name} onRemove={onRemove} />}
          </span>
        </div>
        <div className="grid min-w-0">
          {labelled('quantity')}
          {numeric('quantity')}
        </div>
        <div className="grid min-w-0">
          {labelled('unit_price')}
          {editable ? (
            <LineInput
              column="unit_price"
              label={t('deal.lines.field_of', { field: t('deal.lines.unit_price'), line: name })}
              text={format.number(toMajor(price), 4)}
              parse={parsePrice}
              problem={t('field_error.wrong_type')}
              onCommit={(unit_price) => onChange({ unit_price })}
            />
          ) : (
            <span className="px-2 text-right tabular-nums">{format.money(price)}</span>
          )}
        </div>
        <div className="grid min-w-0">
          {labelled('discount_percent')}
          {numeric('discount_percent')}
        </div>
        <div className="grid min-w-0">
          {labelled('tax_percent')}
          {numeric('tax_percent')}
        </div>
        <span className="truncate px-2 text-right font-medium tabular-nums @max-[640px]:hidden">
          {net && format.money(net)}
        </span>
        <span className="@max-[640px]:hidden">{editable && <Remove name={name} onRemove={onRemove} />}</span>
      </div>
    </li>
  );
}

function Remove({ name, onRemove }: { name: string; onRemove: () => void }) {
  const t = useT();
  return (
    <IconButton
      size="sm"
      label={t('deal.lines.remove', { line: name })}
      icon={<X size={16} strokeWidth={1.75} />}
      onClick={onRemove}
    />
  );
}
