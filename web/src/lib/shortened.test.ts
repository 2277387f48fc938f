import { expect, it } from 'vitest';
import { shortened } from './shortened';

it('cuts what is too long between characters, and leaves the rest alone', () => {
  expect(shortened('Acme renewal', 12)).toBe('Acme renewal');
  expect(shortened('Acme renewal', 6)).toBe('Acme…');
  expect(shortened('🙏🙏🙏🙏', 3)).toBe('🙏🙏…');
});
