import { expect, it } from 'vitest';
import { kindOf } from './field-kinds';
import { isChecklist, readChecklist, storedChecklist } from './checklist';

it('reads what is an item and leaves out what is none', () => {
  const value = [{ text: 'Consent', done: true }, { text: 'Opt-out' }, 'loose', { done: true }, null];
  expect(readChecklist(value)).toEqual([
    { text: 'Consent', done: true },
    { text: 'Opt-out', done: false },
  ]);
  expect(readChecklist({ text: 'no list' })).toEqual([]);
});

it('stores no item without words, and no list without items', () => {
  expect(storedChecklist([{ text: '  Consent ', done: true }])).toEqual([{ text: 'Consent', done: true }]);
  expect(storedChecklist([{ text: ' ', done: true }])).toBeNull();
});

it('knows checklists among the fields that hold JSON', () => {
  const json = { type: 'json' } as const;
  expect(isChecklist({ ...json, key: 'compliance_checklist' })).toBe(true);
  expect(isChecklist({ ...json, key: 'conversion' })).toBe(false);
  expect(isChecklist({ ...json, key: 'checklist', custom: true })).toBe(false);
  expect(kindOf({ ...json, key: 'checklist' })).not.toBe(kindOf(json));
});
