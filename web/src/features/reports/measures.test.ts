import { describe, expect, it } from 'vitest';
import { sampleField, sampleKind } from '@/testing/sample';
import { startOf } from './builder-start';
import { groupFields, momentFields, numberFields, readGroup, readMeasure, writeMeasure } from './measures';

const kind = sampleKind('deal', 'deals', {
  fields: [
    sampleField('amount', { type: 'money', aggregatable: true }),
    sampleField('stage_id', { type: 'reference', aggregatable: true }),
    sampleField('notes', { type: 'long_text' }),
    sampleField('closed_at', { type: 'datetime' }),
    sampleField('due', { type: 'datetime', custom: true }),
  ],
});
const paths = (list: { path: string }[]) => list.map(({ path }) => path).toSorted();

describe('what a report can be made of', () => {
  it('is what the server measures and groups by', () => {
    expect(paths(numberFields(kind))).toEqual(['amount']);
    expect(paths(momentFields(kind))).toEqual(['closed_at', 'created_at', 'updated_at']);
    expect(paths(groupFields(kind))).toEqual([
      'closed_at',
      'created_at',
      'custom.due',
      'stage_id',
      'updated_at',
    ]);
  });

  it('is written as the server reads it', () => {
    for (const text of ['count', 'sum:amount', 'avg:custom.size', 'days:created_at:closed_at']) {
      expect(writeMeasure(readMeasure(text))).toBe(text);
    }
    expect(readGroup('custom.due:month')).toEqual({ field: 'custom.due', span: 'month' });
    expect(readGroup('stage_id')).toEqual({ field: 'stage_id', span: undefined });
  });

  it('begins with how many there are by what says most', () => {
    expect(startOf(kind)).toEqual({ kind: 'deals', measures: ['count'], groups: ['stage_id'], chart: 'bar' });
  });
});
