import { describe, expect, it } from 'vitest';
import type { FieldMeta, FieldType } from '@/api/types';
import { Format } from '@/i18n/format';
import { t } from '@/i18n/t';
import { sampleField, sampleKind } from '@/testing/sample';
import { Directory } from '../model/directory';
import type { FieldContext } from '../model/field-context';
import { fieldKinds, kindOf } from './field-kinds';
import { firstError } from './schemas';

const directory = new Directory({
  users: [
    {
      id: 'u1',
      title: 'Ananya Iyer',
      email: 'ananya@banyan.in',
      status: 'active',
      avatar_hue: 295,
      picture: null,
    },
    {
      id: 'u2',
      title: 'Vikram Shah',
      email: 'vikram@banyan.in',
      status: 'active',
      avatar_hue: 190,
      picture: null,
    },
  ],
  tags: [{ id: 't1', title: 'Retail', color: 'teal' }],
  pipelines: [],
});
const options = [
  { value: 'new', label: 'New', color: 'gray' },
  { value: 'in_progress', label: 'In progress', color: 'blue' },
];

function contextFor(type: FieldType, rest: Partial<FieldMeta> = {}): FieldContext {
  const field = sampleField('f', { type, options, ...rest });
  const format = new Format({ language: 'en', timeZone: 'Asia/Kolkata', currency: 'INR' }, t);
  return { kind: sampleKind('lead', 'leads'), field, path: 'f', label: 'F', format, t, directory };
}

function parsed(type: FieldType, text: string, rest?: Partial<FieldMeta>): unknown {
  const result = fieldKinds[type].parse(text, contextFor(type, rest));
  return result.ok ? result.value : `!${result.code}`;
}

function errorOf(type: FieldType, value: unknown, rest: Partial<FieldMeta>): string | null {
  const { field } = contextFor(type, rest);
  return firstError(kindOf(field).schema(field), value);
}

describe('format and parse', () => {
  it.each<[FieldType, unknown, Partial<FieldMeta>?]>([
    ['text', 'Zsófia Halmos'],
    ['long_text', 'two\nlines'],
    ['email', 'ana@banyan.in'],
    ['phone', '+91 98765 43120'],
    ['url', 'https://banyan.in/about'],
    ['integer', 1_240_331],
    ['number', 12.5],
    ['money', { amount: 186_000_000, currency: 'INR' }],
    ['money', { amount: -1050, currency: 'INR' }],
    ['date', '2026-05-02'],
    ['datetime', '2026-05-02T11:00:00Z'],
    ['boolean', true],
    ['boolean', false],
    ['select', 'in_progress'],
    ['multi_select', ['new', 'in_progress']],
    ['reference', 'u2', { target: 'user' }],
    ['references', ['t1'], { target: 'tag' }],
    ['record', { kind: 'deal', id: '0190' }],
    ['text_list', ['a', 'b']],
    ['address', { street: '12 MG Road', city: 'Pune' }],
    ['json', { a: [1, 2] }],
  ])('%s: what was copied can be pasted: %j', (type, value, rest) => {
    const ctx = contextFor(type, rest);
    const text = kindOf(ctx.field).format(value, ctx);
    expect(text).not.toBe('');
    expect(parsed(type, text, rest)).toEqual(value);
  });

  it('reads empty text as an empty value', () => {
    for (const type of Object.keys(fieldKinds) as FieldType[]) {
      expect([null, [], '!']).toContainEqual(parsed(type, '  '));
    }
  });

  it('formats nothing as nothing', () => {
    for (const type of Object.keys(fieldKinds) as FieldType[]) {
      expect(fieldKinds[type].format(null, contextFor(type))).toBe('');
    }
  });

  it('reads what people write', () => {
    expect(parsed('money', '₹18,60,000')).toEqual({ amount: 186_000_000, currency: 'INR' });
    expect(parsed('money', 'EUR 12.50')).toEqual({ amount: 1250, currency: 'EUR' });
    expect(parsed('date', '2/5/2026')).toBe('2026-05-02');
    expect(parsed('date', '2 May 2026')).toBe('2026-05-02');
    expect(parsed('datetime', '2026-05-02 16:30')).toBe('2026-05-02T11:00:00Z');
    expect(parsed('boolean', 'Yes')).toBe(true);
    expect(parsed('select', 'in PROGRESS')).toBe('in_progress');
    expect(parsed('reference', 'vikram', { target: 'user' })).toBe('u2');
    expect(parsed('reference', 'ananya@banyan.in', { target: 'user' })).toBe('u1');
  });

  it('says why it does not fit', () => {
    expect(parsed('integer', '1.5')).toBe('!wrong_type');
    expect(parsed('money', 'a lot')).toBe('!wrong_type');
    expect(parsed('date', '31/2/2026')).toBe('!invalid_date');
    expect(parsed('datetime', '2026-05-02 27:00')).toBe('!invalid_datetime');
    expect(parsed('email', 'ana@')).toBe('!invalid_email');
    expect(parsed('url', 'no spaces here')).toBe('!invalid_url');
    expect(parsed('select', 'Won')).toBe('!invalid_option');
    expect(parsed('reference', 'Nobody Known', { target: 'user' })).toBe('!not_found');
  });
});

describe('schema', () => {
  it.each<[FieldType, unknown, Partial<FieldMeta>, string | null]>([
    ['text', 'fine', { max_length: 5 }, null],
    ['text', 'too long', { max_length: 5 }, 'too_long'],
    ['text', null, {}, null],
    ['text', null, { required: true }, 'required'],
    ['text', '', { required: true }, 'required'],
    ['integer', 50, { min: 0, max: 100 }, null],
    ['integer', -1, { min: 0, max: 100 }, 'too_small'],
    ['integer', 101, { min: 0, max: 100 }, 'too_large'],
    ['integer', 1.5, {}, 'wrong_type'],
    ['integer', 'abc', {}, 'wrong_type'],
    ['money', { amount: 5, currency: 'INR' }, {}, null],
    ['money', '12x', {}, 'wrong_type'],
    ['email', 'ana@banyan.in', {}, null],
    ['email', 'ana', {}, 'invalid_email'],
    ['date', '2026-05-02', {}, null],
    ['date', 'soon', {}, 'invalid_date'],
    ['datetime', '2026-05-02T11:00:00Z', {}, null],
    ['select', 'new', {}, null],
    ['select', 'won', {}, 'invalid_option'],
    ['select', null, { required: true }, 'required'],
    ['multi_select', [], { required: true }, 'required'],
    ['multi_select', ['new', 'won'], {}, 'invalid_option'],
    ['json', undefined, {}, 'wrong_type'],
    ['json', null, { required: true }, 'required'],
  ])('%s %j %o: %s', (type, value, rest, expected) => {
    expect(errorOf(type, value, rest)).toBe(expected);
  });
});

describe('compare', () => {
  it('puts empty values first and numbers by size', () => {
    const { compare } = fieldKinds.integer;
    expect([10, null, 9].toSorted(compare)).toEqual([null, 9, 10]);
  });

  it('ignores case and accents in texts', () => {
    expect(fieldKinds.text.compare('Zsófia', 'zsofia')).toBe(0);
    expect(['b', 'Á', null, 'a2', 'a10'].toSorted(fieldKinds.text.compare)).toEqual([
      null,
      'Á',
      'a2',
      'a10',
      'b',
    ]);
  });

  it('compares amounts, days and yes or no', () => {
    const small = { amount: 1, currency: 'INR' };
    expect(fieldKinds.money.compare(small, { amount: 2, currency: 'INR' })).toBeLessThan(0);
    expect(fieldKinds.date.compare('2026-05-02', '2026-04-30')).toBeGreaterThan(0);
    expect(fieldKinds.boolean.compare(false, true)).toBeLessThan(0);
  });
});
