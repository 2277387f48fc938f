import { Package } from 'lucide-react';
import { useRef } from 'react';
import { useKind, useMe, useWorkspace } from '@/api/bootstrap';
import { useFormat } from '@/i18n/use-format';
import { useT } from '@/i18n/t';
import { isMoney } from '@/records/fields/value-guards';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { may } from '@/records/model/permissions';
import { PanelError } from '@/records/page/panel-error';
import { EmptyState } from '@/ui/empty-state';
import { LineAdder } from './line-adder';
import { lineColumns } from './line-columns';
import { lineTotals } from './line-math';
import { LineRow } from './line-row';
import { PartsSkeleton } from './parts-skeleton';
import { useLines, type LineStart } from './use-lines';

/** What a deal is about, line by line, and what it comes to. Whoever may change the deal changes it here. */
export function LinesPanel({ kind, record }: RecordSlotProps) {
  const t = useT();
  const lines = useKind('line_item');
  if (!lines) return <EmptyState title={t('error.forbidden.title')} />;
  return <Lines kind={kind} record={record} lines={lines} />;
}

function Lines({ kind, record, lines: lineKind }: RecordSlotProps & { lines: RecordSlotProps['kind'] }) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const workspace = useWorkspace();
  const list = useRef<HTMLUListElement>(null);
  const amount = isMoney(record['amount']) ? record['amount'] : null;
  const currency = amount?.currency ?? workspace.currency;
  const { query, lines, change, drop, add } = useLines(lineKind, record, currency);
  const editable = !record.deleted_at && may('update', kind, record, me);

  if (query.isPending) return <PartsSkeleton />;
  if (!query.data) return <PanelError error={query.error} onRetry={() => void query.refetch()} />;
  const onAdd = async (start: LineStart) => {
    if ((await add(start)) === null) return;
    // The new line is there after the next render; how many comes next.
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>('li:last-child [data-column="quantity"]')?.focus();
    });
  };
  const adder = editable && <LineAdder currency={currency} onAdd={(start) => void onAdd(start)} />;
  if (lines.length === 0) {
    return (
      <EmptyState
        icon={<Package size={16} strokeWidth={1.75} />}
        title={t('deal.lines.empty')}
        description={
          editable
            ? amount && amount.amount > 0
              ? t('deal.lines.empty_amount', { amount: format.money(amount) })
              : t('deal.lines.empty_text')
            : undefined
        }
        actions={adder}
      />
    );
  }
  const totals = lineTotals(lines);
  const sums = [
    ['net', totals.net],
    ['tax', totals.tax],
    ['total', totals.total],
  ] as const;
  const head = 'truncate px-2 text-right';
  return (
    <section aria-label={t('deal.lines')} className="@container max-w-[884px] px-6 pt-3 pb-6 max-md:px-3">
      <div
        aria-hidden="true"
        className={`${lineColumns} h-8 border-b border-line text-12 font-medium text-ink-3 @max-[640px]:hidden`}
      >
        <span className="truncate px-2">{t('deal.lines.what')}</span>
        <span className={head}>{t('deal.lines.quantity')}</span>
        <span className={head}>{t('deal.lines.unit_price')}</span>
        <span className={head}>{t('deal.lines.discount_percent')}</span>
        <span className={head}>{t('deal.lines.tax_percent')}</span>
        <span className={head}>{t('deal.lines.net')}</span>
      </div>
      <ul ref={list} data-lines aria-label={t('deal.lines')}>
        {lines.map((line) => (
          <LineRow
            key={line.id}
            line={line}
            currency={currency}
            editable={editable}
            onChange={(values) => void change(line, values)}
            onRemove={() => void drop(line)}
          />
        ))}
      </ul>
      <div className="flex items-start gap-4 pt-3 @max-[640px]:flex-col">
        <div className="flex-1 px-2">{adder}</div>
        <dl className="grid min-w-56 grid-cols-[1fr_auto] gap-x-6 gap-y-1.5 pr-11 tabular-nums @max-[640px]:w-full @max-[640px]:px-2">
          {sums.map(([key, sum]) => (
            <div key={key} className="contents">
              <dt className={key === 'total' ? 'font-semibold' : 'text-ink-2'}>
                {t(`deal.lines.sum.${key}`)}
              </dt>
              <dd className={key === 'total' ? 'text-right font-semibold' : 'text-right'}>
                {format.money({ amount: sum, currency })}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
