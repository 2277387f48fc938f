import { describe, expect, it } from 'vitest';
import type { ImportColumn } from '@/api/imports';
import type { FieldMeta, KindMeta } from '@/api/types';
import { guessedMapping, matchFields, missingFields, withColumn } from './import-mapping';
import { importTargets } from './import-targets';

const field = (key: string, rest: Partial<FieldMeta> = {}): FieldMeta =>
  ({
    key,
    type: 'text',
    required: false,
    read_only: false,
    custom: false,
    access: 'write',
    options: [],
    ...rest,
  }) as FieldMeta;

const kind = {
  key: 'contact',
  fields: [
    field('name', { required: true }),
    field('email', { type: 'email' }),
    field('size', { custom: true }),
    field('score', { read_only: true }),
    field('secret', { access: 'read' }),
    field('extra', { type: 'json' }),
  ],
} as KindMeta;

const person = {
  key: 'contact',
  fields: [
    field('first_name'),
    field('last_name', { required: true }),
    field('address', { type: 'address' }),
    field('amount', { type: 'money' }),
    field('company_id', { type: 'reference' }),
  ],
} as KindMeta;

const column = (index: number, guess: string | null): ImportColumn => ({
  index,
  header: `c${index}`,
  samples: [],
  field: guess,
});

describe('mapping', () => {
  it('offers what may be written and fits into a cell', () => {
    expect(importTargets(kind).map(({ path }) => path)).toEqual(['name', 'email', 'custom.size']);
  });

  it('offers the parts of an address, of a name and of a sum of money', () => {
    expect(importTargets(person).map(({ path }) => path)).toEqual([
      'full_name',
      'first_name',
      'last_name',
      'address.street',
      'address.city',
      'address.region',
      'address.postal_code',
      'address.country',
      'amount',
      'amount_currency',
      'company_id',
    ]);
    const guessed = guessedMapping(
      ['full_name', 'address.city', 'amount_currency', 'company_id'].map((guess, i) => column(i, guess)),
      person,
    );
    expect(Object.values(guessed)).toEqual(['full_name', 'address.city', 'amount_currency', 'company_id']);
    expect(missingFields(guessed, person)).toEqual([]);
    expect(missingFields({}, person).map(({ key }) => key)).toEqual(['last_name']);
  });

  it('takes the guesses once each', () => {
    const columns = [
      column(0, 'email'),
      column(1, 'email'),
      column(2, 'custom.size'),
      column(3, 'score'),
      column(4, null),
    ];
    expect(guessedMapping(columns, kind)).toEqual({ 0: 'email', 2: 'custom.size' });
  });

  it('moves a field from one column to another', () => {
    expect(withColumn({ 0: 'email', 1: 'name' }, 2, 'email')).toEqual({ 1: 'name', 2: 'email' });
    expect(withColumn({ 0: 'email' }, 0, null)).toEqual({});
  });

  it('knows what is missing and what rows can be recognised by', () => {
    expect(missingFields({ 0: 'email' }, kind).map(({ key }) => key)).toEqual(['name']);
    expect(matchFields({ 0: 'name', 1: 'email' }, kind).map(({ key }) => key)).toEqual(['email', 'name']);
  });
});
