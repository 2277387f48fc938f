import { describe, expect, it } from 'vitest';
import { Format } from '@/i18n/format';
import { t } from '@/i18n/t';
import { cellNumber, cellText, isEmpty, nextOrder, ordered, readOrder } from './figures';
import type { Column, ResultRow } from './result-query';

const format = new Format({ language: 'en', timeZone: 'Asia/Kolkata', currency: 'INR' }, t);
const cellsOf = (cells: ResultRow['cells']): ResultRow => ({ groups: [], cells });
const column = (key: string): Column => ({ key, label: key, type: 'count', behind: null });
const row = (title: string, ...cells: (number | null)[]) => ({ groups: [{ value: title, title }], cells });
const rupees = (amount: number) => ({ amount, currency: 'INR' });

describe('figures', () => {
  it('are written by the type of their column', () => {
    expect(cellText(0.256, 'percent', format)).toBe('25.6%');
    expect(cellText(12.34, 'days', format)).toBe('12.3');
    expect(cellText(3, 'count', format)).toBe('3');
    expect(cellText(null, 'percent', format)).toBe('–');
    expect(cellText([rupees(500), { amount: 700, currency: 'USD' }], 'money', format)).toBe('₹5 + $7');
  });

  it('are drawn in the workspace’s currency', () => {
    expect(cellNumber([{ amount: 700, currency: 'USD' }, rupees(500)], 'INR')).toBe(500);
    expect(cellNumber([], 'INR')).toBe(0);
    expect(cellNumber(null, 'INR')).toBeNull();
  });

  it('are none where every one is nought', () => {
    expect(isEmpty([])).toBe(true);
    expect(isEmpty([cellsOf([0, null, []]), cellsOf([0, null, [rupees(0)]])])).toBe(true);
    expect(isEmpty([cellsOf([0, null, [rupees(1)]])])).toBe(false);
  });
});

describe('the order of the table', () => {
  const rows = [row('Bo', 2, null), row('An', 10, 1), row('Cy', 5, 3)];
  const titles = (sort: string | undefined) =>
    ordered(
      rows,
      [column('won'), column('lost')],
      readOrder(sort),
      'INR',
      (row) => row.groups[0]?.title ?? '',
    ).map(({ groups }) => groups[0]?.title);

  it('is that of the report until a head is pressed', () => {
    expect(titles(undefined)).toEqual(['Bo', 'An', 'Cy']);
    expect(titles('gone')).toEqual(['Bo', 'An', 'Cy']);
  });

  it('goes by figures or names, with what has no figure last', () => {
    expect(titles('-won')).toEqual(['An', 'Cy', 'Bo']);
    expect(titles('-lost')).toEqual(['Cy', 'An', 'Bo']);
    expect(titles('lost')).toEqual(['An', 'Cy', 'Bo']);
    expect(titles('group:0')).toEqual(['An', 'Bo', 'Cy']);
  });

  it('changes with each press and comes back', () => {
    expect([
      nextOrder(undefined, 'won', false),
      nextOrder('-won', 'won', false),
      nextOrder('won', 'won', false),
    ]).toEqual(['-won', 'won', undefined]);
    expect(nextOrder('-won', 'group:0', true)).toBe('group:0');
  });
});
