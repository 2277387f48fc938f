import { describe, expect, it } from 'vitest';
import type { FieldContext } from '../model/field-context';
import { sampleField } from '@/testing/sample';
import { newCondition, operatorsOf, withOperator } from './condition-draft';

const ctx = (type: 'select' | 'boolean' | 'date' | 'text', operators: FieldContext['field']['operators']) =>
  ({ field: sampleField('f', { type, operators }) }) as FieldContext;

describe('operators', () => {
  it('are those the server allows, in the order of the person', () => {
    expect(operatorsOf(ctx('text', ['eq', 'contains', 'empty']))).toEqual(['contains', 'eq', 'empty']);
  });
});

describe('a condition', () => {
  it('begins with the likeliest operator', () => {
    expect(newCondition(ctx('select', ['eq', 'in']))).toEqual({ field: 'f', op: 'in', value: [] });
    expect(newCondition(ctx('boolean', ['eq']))).toEqual({ field: 'f', op: 'eq', value: true });
    expect(newCondition(ctx('date', ['in_last_days', 'eq']))).toEqual({
      field: 'f',
      op: 'in_last_days',
      value: 30,
    });
  });

  it('keeps what still fits under another operator', () => {
    const one = { field: 'f', op: 'eq', value: 'a' } as const;
    expect(withOperator(one, 'in')).toEqual({ field: 'f', op: 'in', value: ['a'] });
    expect(withOperator({ field: 'f', op: 'in', value: ['a', 'b'] }, 'ne')).toEqual({
      field: 'f',
      op: 'ne',
      value: 'a',
    });
    expect(withOperator(one, 'empty')).toEqual({ field: 'f', op: 'empty' });
    expect(withOperator({ field: 'f', op: 'empty' }, 'contains')).toEqual({ field: 'f', op: 'contains' });
    expect(withOperator({ field: 'f', op: 'gte', value: 5 }, 'between')).toEqual({
      field: 'f',
      op: 'between',
      value: [5, null],
    });
    expect(withOperator({ field: 'f', op: 'in_last_days', value: 7 }, 'eq')).toEqual({
      field: 'f',
      op: 'eq',
    });
  });
});
