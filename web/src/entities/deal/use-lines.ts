import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { toast } from 'sonner';
import { api } from '@/api/client';
import type { KindMeta, Money, RecordRow } from '@/api/types';
import { t } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import { failureText } from '@/records/mutations/failure-text';
import { useDeleteRecord } from '@/records/mutations/use-delete-record';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { lineFollows, lineTotals } from './line-math';
import { foreseeDeal, partsQuery, refreshDeal, rowsOf, showParts } from './part-query';

/** What a new line starts from: a product, or words. */
export interface LineStart {
  title: string;
  product?: string;
}

/** The lines of a deal and their changes: on the screen at once, the deal's amount with them. */
export function useLines(kind: KindMeta, deal: RecordRow, currency: string) {
  const client = useQueryClient();
  const query = useQuery(partsQuery(kind.plural, deal.id, 'position', 'product'));
  const update = useUpdateRecord(kind);
  const remove = useDeleteRecord(kind);
  const { plural } = kind;
  const lines = rowsOf(query.data);

  const sumUp = useCallback(
    (rows: readonly RecordRow[]) => {
      if (rows.length === 0) return;
      const amount: Money = { amount: lineTotals(rows).net, currency };
      foreseeDeal(client, deal.id, { amount, line_count: rows.length });
    },
    [client, deal.id, currency],
  );

  const change = async (line: RecordRow, values: Readonly<Record<string, unknown>>) => {
    const follows = lineFollows(line, values);
    sumUp(lines.map((row) => (row.id === line.id ? { ...row, ...follows } : row)));
    await update({ id: line.id, values, follows });
    await refreshDeal(client, plural, deal.id);
  };

  const drop = async (line: RecordRow) => {
    const rest = lines.filter(({ id }) => id !== line.id);
    showParts(client, plural, deal.id, () => rest);
    sumUp(rest);
    await remove(line);
    await refreshDeal(client, plural, deal.id);
  };

  /** Answers the id of the new line; null where it was refused, which a toast has told. */
  const add = async ({ title, product }: LineStart): Promise<string | null> => {
    const body = product
      ? { deal_id: deal.id, product_id: product }
      : { deal_id: deal.id, description: title, unit_price: { amount: 0, currency } };
    try {
      const row = await api.post<RecordRow>(`/${plural}`, { body });
      showParts(client, plural, deal.id, (rows) => [...rows, row]);
      sumUp([...lines, row]);
      announce(t('deal.lines.added', { line: row.title }));
      void refreshDeal(client, plural, deal.id);
      return row.id;
    } catch (error) {
      toast.error(t('deal.lines.not_added', { line: title }), { description: failureText(error) });
      return null;
    }
  };

  return { query, lines, change, drop, add };
}

export type Lines = ReturnType<typeof useLines>;
