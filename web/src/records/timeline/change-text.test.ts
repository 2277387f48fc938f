import { expect, it } from 'vitest';
import { t } from '@/i18n/t';
import { sampleField } from '@/testing/sample';
import type { FieldContext } from '../model/field-context';
import { changeText } from './change-text';

it('tells of a checklist how far it is, not what it is made of', () => {
  const field = sampleField('checklist', { type: 'json' });
  const list = [{ text: 'Consent', done: true }, { text: 'Opt-out' }];
  expect(changeText({ field, t } as FieldContext, list)).toBe('1 of 2');
});

it('tells several references by their titles', () => {
  const both = [
    { id: 'a', title: 'Ana' },
    { id: 'b', title: 'Ben' },
  ];
  expect(changeText(undefined, both)).toBe('Ana, Ben');
});
