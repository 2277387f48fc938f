import { expect, it } from 'vitest';
import { initials } from './initials';

it.each([
  ['Ananya Iyer', 'AI'],
  ['Nguyễn Minh Anh', 'NA'],
  ['  zsófia ', 'Z'],
  ['राहुल गोयल', 'रागो'],
  ['', ''],
])('of %j are %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

it('can be one letter', () => {
  expect(initials('Banyan Works', 1)).toBe('B');
});
