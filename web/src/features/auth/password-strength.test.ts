import { expect, it } from 'vitest';
import { passwordStrength } from './password-strength';

it.each([
  ['', 0],
  ['short', 0],
  ['aaaaaaaaaaaa', 1],
  ['1234567890', 1],
  ['abcdefghij', 1],
  ['sunny river 7', 3],
  ['correct horse battery staple', 4],
])('%j is %i', (password, strength) => {
  expect(passwordStrength(password)).toBe(strength);
});
