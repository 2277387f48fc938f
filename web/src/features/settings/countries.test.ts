import { expect, it } from 'vitest';
import { countries } from './countries';

it('names each country once, in the language asked for', () => {
  const german = countries('de');
  expect(german.find(({ code }) => code === 'IN')?.name).toBe('Indien');
  expect(new Set(german.map(({ name }) => name)).size).toBe(german.length);
  expect(german.length).toBeGreaterThan(200);
});

it('leaves out what is no country', () => {
  const codes = countries('en').map(({ code }) => code);
  expect(codes).not.toContain('ZZ');
  expect(codes).not.toContain('EU');
});
