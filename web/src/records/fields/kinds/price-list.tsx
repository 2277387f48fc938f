import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { readPrices } from '../price-list';
import { json } from './json';

/** Amounts in further currencies. The server keeps them as JSON, and so do copies and imports of them. */
export const priceList: FieldKindDef = {
  ...json,
  Cell: ({ value, ctx }) => <>{priceList.format(value, ctx)}</>,
  Editor: lazyPart(async () => (await import('../editors/price-list-editor')).PriceListEditor),
  format: (value, ctx) =>
    readPrices(value)
      .map((price) => ctx.format.money(price))
      .join(' · '),
};
