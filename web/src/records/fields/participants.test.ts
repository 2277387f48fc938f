import { expect, it } from 'vitest';
import { isAddress, namesOf, readParticipants, withParticipant } from './participants';

it('reads what is a person and leaves out what is none', () => {
  const people = readParticipants([
    { email: 'meera@looms.example', name: 'Meera Rao', answer: 'accepted' },
    { name: 'Nobody' },
    'text',
    null,
    { email: 'tom@teak.example', name: '', contact_id: 7 },
  ]);
  expect(people).toEqual([
    { email: 'meera@looms.example', name: 'Meera Rao', contact_id: null },
    { email: 'tom@teak.example', name: null, contact_id: null },
  ]);
  expect(readParticipants({})).toEqual([]);
});

it('names everybody, with a sign for what they answered', () => {
  const people = [
    { email: 'a@b.test', name: 'Meera', answer: 'accepted' },
    { email: 'c@d.test', answer: 'declined' },
    { email: 'e@f.test', name: 'Li', answer: 'tentative' },
    { email: 'g@h.test', name: 'Tom' },
  ];
  expect(namesOf(people)).toBe('Meera ✓, c@d.test ✗, Li ?, Tom');
  expect(namesOf(null)).toBe('');
});

it('lets nobody come twice', () => {
  const one = withParticipant([], { email: ' Meera@Looms.example ', name: null, contact_id: null });
  expect(one.map(({ email }) => email)).toEqual(['meera@looms.example']);
  expect(withParticipant(one, { email: 'MEERA@looms.example', name: 'M', contact_id: null })).toEqual(one);
});

it.each([
  ['meera@looms.example', true],
  ['meera@localhost', true],
  ['Meera <meera@looms.example>', false],
  ['meera@', false],
  ['@looms.example', false],
  ['a b@c.test', false],
])('knows whether %s is an address', (text, is) => {
  expect(isAddress(text)).toBe(is);
});
