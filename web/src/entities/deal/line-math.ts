import type { Money, RecordRow } from '@/api/types';
import { isMoney } from '@/records/fields/value-guards';

export interface LineAmounts {
  net: number;
  tax: number;
  total: number;
}

/** A fraction, rounded half away from zero. The server rounds alike, so what is shown at once stays. */
function divided(numerator: bigint, denominator: bigint): bigint {
  const half = numerator < 0n ? -denominator : denominator;
  return (numerator * 2n + half) / (denominator * 2n);
}

const scaled = (value: number, decimals: number) => BigInt(Math.round(value * 10 ** decimals));

/** Price times quantity without the discount, and the tax on it, in minor units; both are rounded. */
export function lineAmounts(price: number, quantity: number, discount: number, tax: number): LineAmounts {
  const gross = BigInt(price) * scaled(quantity, 3);
  const net = divided(gross * (10_000n - scaled(discount, 2)), 10_000_000n);
  const taxed = divided(net * scaled(tax, 2), 10_000n);
  return { net: Number(net), tax: Number(taxed), total: Number(net + taxed) };
}

const number = (row: RecordRow, key: string) => (typeof row[key] === 'number' ? row[key] : 0);

/** What follows for a line from some of its values: its computed amounts. */
export function lineFollows(
  row: RecordRow,
  values: Readonly<Record<string, unknown>>,
): Record<string, Money> {
  const next: RecordRow = { ...row, ...values };
  const price = next['unit_price'];
  if (!isMoney(price)) return {};
  const amounts = lineAmounts(
    price.amount,
    number(next, 'quantity'),
    number(next, 'discount_percent'),
    number(next, 'tax_percent'),
  );
  const money = (amount: number): Money => ({ amount, currency: price.currency });
  return { net: money(amounts.net), tax: money(amounts.tax), total: money(amounts.total) };
}

/** The sums of all lines, which are in one currency. */
export function lineTotals(lines: readonly RecordRow[]): LineAmounts {
  const sum = (key: string) =>
    lines.reduce((total, line) => {
      const amount = line[key];
      return total + (isMoney(amount) ? amount.amount : 0);
    }, 0);
  return { net: sum('net'), tax: sum('tax'), total: sum('total') };
}
