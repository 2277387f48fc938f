import { describe, expect, it } from 'vitest';
import { pointsOf, stacksOf, ticksOf } from './chart-data';
import type { Result, ResultRow } from './result-query';

const title = (row: ResultRow, index: number) => row.groups[index]?.title ?? '';
const group = (title: string) => ({ value: title, title });
const month = (from: string) => ({ value: from, title: from, from, to: from });
const result = (rows: ResultRow[]): Result => ({
  title: '',
  range: null,
  made_at: '',
  groupings: rows[0]?.groups.map(({ title }) => ({ key: title, label: title, target: null })) ?? [],
  columns: [{ key: 'count', label: 'Leads', type: 'count', behind: null }],
  rows,
  total: [],
  chart: 'bar',
  drawn: 'count',
});

describe('what charts draw', () => {
  it('is a point per row, never below nought', () => {
    const points = pointsOf(
      result([
        { groups: [group('Web')], cells: [3] },
        { groups: [group('Fair')], cells: [-2] },
      ]),
      0,
      'INR',
      title,
    );
    expect(points.map(({ title, value }) => [title, value])).toEqual([
      ['Web', 3],
      ['Fair', 0],
    ]);
  });

  it('is stacks whose parts add up, the many small ones together', () => {
    const rows = Array.from({ length: 8 }, (_, index) => ({
      groups: [group(index % 2 === 0 ? 'Even' : 'Odd'), group(`part ${index}`)],
      cells: [index + 1],
    }));
    const { series, gathers, stacks } = stacksOf(result(rows), 0, 'INR', title, 'Others');
    expect(series).toEqual(['part 7', 'part 6', 'part 5', 'part 4', 'part 3', 'Others']);
    expect(gathers).toBe(true);
    expect(stacks.map(({ title, total }) => [title, total])).toEqual([
      ['Odd', 20],
      ['Even', 16],
    ]);
    for (const { parts, total } of stacks) {
      expect(parts.reduce((sum, { value }) => sum + value, 0)).toBe(total);
    }
  });

  it('keeps time in its order', () => {
    const rows = [
      { groups: [month('2025-05-01'), group('A')], cells: [1] },
      { groups: [{ value: null, title: 'Not set' }, group('A')], cells: [9] },
      { groups: [month('2025-04-01'), group('B')], cells: [2] },
    ];
    const { stacks } = stacksOf(result(rows), 0, 'INR', title, 'Others');
    expect(stacks.map(({ title }) => title)).toEqual(['2025-04-01', '2025-05-01', 'Not set']);
  });

  it('has round ticks that reach the largest value', () => {
    expect(ticksOf(7, 'count', 'INR', true)).toEqual([0, 2, 4, 6, 8]);
    expect(ticksOf(0.31, 'percent', 'INR', true).at(-1)).toBeCloseTo(0.4);
    expect(ticksOf(0, 'count', 'INR', true)).toEqual([0, 1]);
    expect(ticksOf(35_00_000_00, 'money', 'INR', true)).toEqual([0, 1e8, 2e8, 3e8, 4e8]);
  });
});
