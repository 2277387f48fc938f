import { expect, it } from 'vitest';
import { parseNumber } from './parse-number';

it.each([
  ['18,60,000', 'en-IN', 1_860_000],
  ['₹ 1,10,000.50', 'en-IN', 110_000.5],
  ['1.234,5', 'de', 1234.5],
  ['−12', 'en-GB', -12],
  ['USD 40', 'en-US', 40],
  ['.5', 'en-US', 0.5],
])('reads %s in %s', (text, locale, value) => {
  expect(parseNumber(text, locale)).toBe(value);
});

it.each(['', 'abc', '1-2', '12a'])('refuses %j', (text) => {
  expect(parseNumber(text, 'en-GB')).toBeNull();
});
