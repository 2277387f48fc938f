import { expect, it } from 'vitest';
import type { FieldMeta, KindMeta, RecordRow } from '@/api/types';
import { personBehind, reachOf } from './reach';

const field = (key: string, type: FieldMeta['type'], target: string | null = null) =>
  ({ key, type, target, custom: false }) as FieldMeta;
const kind = (key: string, fields: FieldMeta[]) => ({ key, fields }) as KindMeta;
const row = (values: object) => ({ id: 'r', ...values }) as RecordRow;

const contact = kind('contact', [
  field('email', 'email'),
  field('phone', 'phone'),
  field('address', 'address'),
]);
const deal = kind('deal', [
  field('company_id', 'reference', 'company'),
  field('contact_id', 'reference', 'contact'),
]);

it('makes links of what is filled in', () => {
  expect(
    reachOf(contact, row({ phone: '+91 98765 43120', address: { city: 'Pune', country: 'IN' } })),
  ).toEqual({
    phone: 'tel:+919876543120',
    map: 'https://www.openstreetmap.org/search?query=Pune%2C%20IN',
  });
  expect(reachOf(contact, row({ email: '', address: {} }))).toEqual({});
});

it('finds the person behind a deal', () => {
  const kinds = [contact, deal, kind('company', [field('name', 'text')])];
  expect(personBehind(deal, row({ company_id: 'c', contact_id: 'p' }), { kinds })).toEqual({
    kind: 'contact',
    id: 'p',
  });
  expect(personBehind(deal, row({ company_id: 'c', contact_id: null }), { kinds })).toBeNull();
});
