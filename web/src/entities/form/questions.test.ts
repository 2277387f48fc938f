import { expect, it } from 'vitest';
import { sampleField, sampleKind } from '@/testing/sample';
import { changeQuestion, freeFields, newQuestion, tidy } from './questions';

const leads = sampleKind('lead', 'leads', {
  fields: [
    sampleField('email', { type: 'email' }),
    sampleField('stage', { type: 'select' }),
    sampleField('source', { type: 'select' }),
    sampleField('owner_id', { type: 'reference' }),
    sampleField('converted_at', { type: 'datetime', read_only: true }),
    sampleField('team_size', { type: 'number', custom: true }),
  ],
});

it('offers the fields that a form can hold and does not have', () => {
  expect(freeFields(leads, []).map(({ key }) => key)).toEqual(['email', 'stage', 'team_size']);
  expect(freeFields(leads, [{ field: 'custom.team_size' }]).map(({ key }) => key)).toEqual([
    'email',
    'stage',
  ]);
});

it('asks what can be asked and hides the rest', () => {
  expect(newQuestion('email')).toEqual({ field: 'email', required: true });
  expect(newQuestion('phone')).toEqual({ field: 'phone', required: false });
  expect(newQuestion('stage')).toEqual({ field: 'stage', hidden: true });
});

it('sends only what a question has', () => {
  const asked = changeQuestion([{ field: 'email', required: true }], 0, { label: ' Work ', help: ' ' });
  expect(tidy(asked)).toEqual([{ field: 'email', label: 'Work', required: true }]);
  expect(tidy([{ field: 'stage', hidden: true, label: 'x', required: true, value: 'new' }])).toEqual([
    { field: 'stage', hidden: true, value: 'new' },
  ]);
});
