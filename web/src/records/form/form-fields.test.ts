import { expect, it } from 'vitest';
import type { FieldMeta, KindMeta } from '@/api/types';
import { formFields, sentValues, startValues } from './form-fields';

const field = (key: string, rest: Partial<FieldMeta> = {}) =>
  ({
    key,
    type: 'text',
    custom: false,
    required: false,
    read_only: false,
    access: 'write',
    options: [],
    ...rest,
  }) as FieldMeta;
const stage = { value: 'new', label: 'New', color: null };
const kind = {
  key: 'lead',
  capabilities: ['owner'],
  create_fields: ['email', 'name', 'owner_id'],
  fields: [
    field('name'),
    field('email'),
    field('owner_id', { type: 'reference', target: 'user' }),
    field('stage', { type: 'select', required: true, options: [stage] }),
    field('company_id', { type: 'reference', target: 'company' }),
    field('code', { required: true }),
    field('score', { read_only: true }),
    field('size', { custom: true }),
  ],
} as unknown as KindMeta;

it('asks for what the server wants first, for what is required and for what is given', () => {
  const { first, more } = formFields(kind, { company_id: 'c1' });
  expect(first.map(({ key }) => key)).toEqual(['email', 'name', 'owner_id', 'company_id', 'code']);
  expect(more.map(({ key }) => key)).toEqual(['stage', 'size']);
});

it('starts with what is given, the person as owner and the first of required choices', () => {
  expect(startValues(kind, kind.fields, { company_id: 'c1' }, { id: 'u1' })).toMatchObject({
    company_id: 'c1',
    owner_id: 'u1',
    stage: 'new',
    name: null,
  });
});

it('sends nothing empty and no title of a link', () => {
  const link = { kind: 'deal', id: 'd1', title: 'Acme' };
  expect(sentValues({ name: 'A', email: '', tags: [], owner_id: null, count: 0, record: link })).toEqual({
    name: 'A',
    count: 0,
    record: { kind: 'deal', id: 'd1' },
  });
});
