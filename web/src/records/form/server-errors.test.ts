import { describe, expect, it } from 'vitest';
import { mapServerErrors } from './server-errors';

const error = (field: string, code = 'required') => ({ field, code, message: code });

describe('mapServerErrors', () => {
  it('gives each field its first complaint, in the order of the form', () => {
    const mapped = mapServerErrors(
      [error('amount.currency', 'invalid_currency'), error('name'), error('name', 'too_long')],
      ['name', 'email', 'amount'],
    );
    expect(mapped.fields.map(({ name, code }) => [name, code])).toEqual([
      ['name', 'required'],
      ['amount', 'invalid_currency'],
    ]);
    expect(mapped.others).toEqual([]);
  });

  it('knows custom fields and does not take one name for the start of another', () => {
    const mapped = mapServerErrors([error('custom.size'), error('name_extra')], ['name', 'custom.size']);
    expect(mapped.fields.map(({ name }) => name)).toEqual(['custom.size']);
    expect(mapped.others.map(({ field }) => field)).toEqual(['name_extra']);
  });
});
