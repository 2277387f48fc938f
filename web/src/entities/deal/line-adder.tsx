import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useKind } from '@/api/bootstrap';
import { api } from '@/api/client';
import type { Page, RecordRow } from '@/api/types';
import { useFormat } from '@/i18n/use-format';
import { useT } from '@/i18n/t';
import { foldText } from '@/lib/fold-text';
import { useDebounced } from '@/lib/use-debounced';
import { readPrices } from '@/records/fields/price-list';
import { isMoney } from '@/records/fields/value-guards';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import type { LineStart } from './use-lines';

interface LineAdderProps {
  currency: string;
  onAdd: (start: LineStart) => void;
}

const FEW = 20;

/** Chooses a product for the next line, or takes what was typed as it is. */
export function LineAdder({ currency, onAdd }: LineAdderProps) {
  const t = useT();
  const format = useFormat();
  const products = useKind('product');
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const settled = useDebounced(query.trim(), 150);
  const found = useQuery({
    queryKey: ['products', 'choices', 'for-sale', settled],
    queryFn: async ({ signal }) => {
      const search = { q: settled, active: true, limit: FEW, sort: 'title' };
      return (await api.get<Page>('/products', { query: search, signal })).data;
    },
    enabled: open && products !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  // What was found for other words is only shown as far as it fits these, so that Enter takes what it says.
  const wanted = foldText(query.trim());
  const shown = (found.data ?? []).filter(
    ({ title, sku }) =>
      (settled === query.trim() && !found.isPlaceholderData) ||
      foldText(`${title} ${typeof sku === 'string' ? sku : ''}`).includes(wanted),
  );
  const priceOf = (product: RecordRow) => {
    const price = [product['price'], ...readPrices(product['prices'])]
      .filter(isMoney)
      .find((money) => money.currency === currency);
    return price ? format.money(price) : t('deal.lines.no_price', { currency });
  };
  return (
    <Combobox
      label={t('deal.lines.add')}
      placeholder={t('deal.lines.add')}
      searchPlaceholder={t('deal.lines.search')}
      emptyLabel={t('deal.lines.no_product')}
      open={open}
      onOpenChange={setOpen}
      query={query}
      onQueryChange={setQuery}
      loading={found.isFetching}
      options={shown.map((product) => ({
        value: product.id,
        label: product.title,
        detail: priceOf(product),
      }))}
      selected={[]}
      onChange={([chosen]) => chosen && onAdd({ title: chosen.label, product: chosen.value })}
      create={{
        label: (typed) => t('deal.lines.add_free', { text: typed }),
        onCreate: (typed) => onAdd({ title: typed }),
      }}
      trigger={
        <Button size="sm" icon={<Plus size={16} strokeWidth={1.75} />}>
          {t('deal.lines.add')}
        </Button>
      }
    />
  );
}
