import { expect, it } from 'vitest';
import { spokenDate } from './spoken-date';

// A Wednesday.
const read = (text: string, locale = 'en-GB', today = '2026-05-06') => {
  const found = spokenDate(text, { today, locale });
  return found && (found.time ? `${found.day} ${found.time}` : found.day);
};

it.each([
  ['Client approved Facebook ad campaign; start by Friday.', '2026-05-08'],
  ['call today', '2026-05-06'],
  ['Tomorrow we start', '2026-05-07'],
  ['the day after tomorrow', '2026-05-08'],
  ['on Wednesday', '2026-05-13'],
  ['next Monday', '2026-05-11'],
  ['next Friday', '2026-05-15'],
  ['this Fri', '2026-05-08'],
  ['in two weeks', '2026-05-20'],
  ['in a month', '2026-06-06'],
  ['in 10 days', '2026-05-16'],
  ['3 days from now', '2026-05-09'],
  ['by 12 May', '2026-05-12'],
  ['by the 12th of May 2027', '2027-05-12'],
  ['May 12th, 2026', '2026-05-12'],
  ['before 3 March', '2027-03-03'],
  ['next week', '2026-05-11'],
  ['by the end of the week', '2026-05-08'],
  ['end of next week', '2026-05-15'],
  ['end of month', '2026-05-31'],
  ['by EOM', '2026-05-31'],
  ['end of next month', '2026-06-30'],
  ['end of the year', '2026-12-31'],
  ['until 2026-06-01', '2026-06-01'],
  ['by 7/6', '2026-06-07'],
  ['due 07/06/2026', '2026-06-07'],
  ['bis 7.6.', '2026-06-07'],
  ['tomorrow at 3pm', '2026-05-07 15:00'],
  ['by Friday, 17:30', '2026-05-08 17:30'],
  ['Friday 12 am', '2026-05-08 00:00'],
])('%s', (text, day) => expect(read(text)).toBe(day));

it.each([
  'nothing of the kind',
  'half, 1/2, of it',
  'version 1.2.3 is out',
  'on 31 February',
  'it may be late',
  '12 mayors',
  'Sun is shining, he sat down',
  'in 2019-01-01',
  'https://kith.example/2026-05-12x',
  '99/99/2026',
])('%s is no day ahead', (text) => expect(read(text)).toBeNull());

it('reads in the order and the language of the reader', () => {
  expect(read('by 7/6', 'en-US')).toBe('2026-07-06');
  expect(read('bis Freitag', 'de-DE')).toBe('2026-05-08');
  expect(read('am 3. Juni', 'de-DE')).toBe('2026-06-03');
  expect(read('शुक्रवार तक', 'hi-IN')).toBe('2026-05-08');
});

it('takes the first day that is said, and knows short months', () => {
  expect(read('Monday or Friday')).toBe('2026-05-11');
  expect(read('in a month', 'en-GB', '2027-01-31')).toBe('2027-02-28');
  expect(read('end of the week', 'en-GB', '2026-05-09')).toBe('2026-05-15');
  expect(read('by 29 Feb', 'en-GB', '2027-03-01')).toBe('2028-02-29');
});
