import { expect, it } from 'vitest';
import type { Workspace } from './workspace-query';
import { bodyOf, valuesOf } from './workspace-values';

const stored = {
  name: 'Banyan Works',
  currency: 'INR',
  time_zone: 'Asia/Kolkata',
  country: null,
  locale: 'en',
  fiscal_year_start: 4,
  address: { city: 'Pune' },
  tax_number: null,
  open_registration: false,
} as Workspace;

it('shows nothing as an empty text and stores it as nothing again', () => {
  const values = valuesOf(stored);
  expect(values.country).toBe('');
  expect(bodyOf(values)).toMatchObject({
    country: null,
    tax_number: null,
    fiscal_year_start: 4,
    address: { city: 'Pune' },
  });
});

it('clears an address of which nothing is left', () => {
  const values = valuesOf(stored);
  expect(bodyOf({ ...values, address: { ...values.address, city: ' ' } })['address']).toBeNull();
});
