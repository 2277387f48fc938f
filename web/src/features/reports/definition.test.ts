import { describe, expect, it } from 'vitest';
import { isChanged, readDefinition, toDefinition, toSearch } from './definition';
import { readReportSearch } from './report-search';

describe('the definition of a report', () => {
  it('is what the report shows by itself where the address says nothing', () => {
    expect(toDefinition({ report: 'revenue' }, {})).toEqual({ report: 'revenue', period: 'last_12_months' });
    expect(toDefinition({ report: 'pipeline' }, { period: 'today' })).toEqual({ report: 'pipeline' });
    expect(toDefinition({ report: 'custom' }, { kind: 'deals' })).toEqual({
      report: 'custom',
      kind: 'deals',
    });
  });

  it('takes days, people and grouping from the address', () => {
    const search = { by: 'owner_id', from: '2025-04-01', to: '2025-04-30', owner: 'me' };
    expect(toDefinition({ report: 'revenue' }, search)).toEqual({ report: 'revenue', ...search });
  });

  it('lets the address widen what a saved report limits', () => {
    const saved = { report: 'custom', kind: 'deals', period: 'today', owner: 'u1' };
    expect(toDefinition(saved, { period: 'all', owner: 'all' })).toEqual({ report: 'custom', kind: 'deals' });
    expect(toDefinition(saved, { team: 't1' })).toEqual({
      report: 'custom',
      kind: 'deals',
      period: 'today',
      team: 't1',
    });
  });

  it('is the same text whatever the order of the address', () => {
    const one = toDefinition({ report: 'custom' }, { chart: 'bar', kind: 'deals', groups: ['stage_id'] });
    const two = toDefinition({ report: 'custom' }, { groups: ['stage_id'], kind: 'deals', chart: 'bar' });
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
  });

  it('survives the way through an address and back', () => {
    const definition = {
      report: 'custom',
      period: 'this_year',
      team: 't1',
      kind: 'deals',
      measures: ['count', 'sum:amount'],
      groups: ['stage_id', 'closed_at:month'],
      filter: { and: [{ field: 'status', op: 'in', value: ['won'] }] },
      chart: 'stacked',
    };
    const search = JSON.parse(JSON.stringify(toSearch(definition))) as Record<string, unknown>;
    expect(toDefinition({ report: 'custom' }, readReportSearch(search))).toEqual(definition);
  });

  it('tells whether the address asks for something else', () => {
    const saved = { report: 'revenue', period: 'this_year' };
    expect(isChanged(saved, {})).toBe(false);
    expect(isChanged(saved, { period: 'this_year', sort: '-won' })).toBe(false);
    expect(isChanged(saved, { period: 'last_year' })).toBe(true);
  });

  it('is read from a saved report only where there is one', () => {
    expect(readDefinition({ report: 'revenue' })).toEqual({ report: 'revenue' });
    expect(readDefinition({ by: 'owner_id' })).toBeNull();
    expect(readDefinition('revenue')).toBeNull();
  });
});

describe('the address of a report', () => {
  it('keeps what reports know, as text', () => {
    expect(readReportSearch({ from: 2025, draw: 'won', strange: 1, groups: ['a', 2], filter: 'x' })).toEqual({
      from: '2025',
      draw: 'won',
      groups: ['a'],
    });
  });
});
