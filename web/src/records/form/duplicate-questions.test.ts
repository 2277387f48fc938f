import { expect, it } from 'vitest';
import type { FieldMeta, KindMeta } from '@/api/types';
import { duplicateQuestions } from './duplicate-questions';

const email = { key: 'email', type: 'email', custom: false, filterable: true } as FieldMeta;
const kind = (key: string, group = 'sell') =>
  ({ key, group, fields: [email], capabilities: ['page'], rights: { read: 'all' } }) as unknown as KindMeta;
const lead = kind('lead');
const kinds = [lead, kind('contact'), kind('user', 'system')];

const keys = (value: string) => duplicateQuestions(kinds, lead, { email: value }).map((one) => one.kind.key);

it('asks leads and contacts for a complete address only', () => {
  expect(keys('ana@kith.example')).toEqual(['lead', 'contact']);
  expect(keys('ana@')).toEqual([]);
  expect(keys('ana@kith.')).toEqual([]);
});
