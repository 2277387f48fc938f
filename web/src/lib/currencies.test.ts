import { expect, it } from 'vitest';
import { describeCurrency, likelyCurrency } from './currencies';

it('guesses by region, then by zone', () => {
  expect(likelyCurrency(['en-IN'], 'UTC')).toBe('INR');
  expect(likelyCurrency(['en'], 'Asia/Kolkata')).toBe('INR');
  expect(likelyCurrency(['en-US', 'de-DE'], 'Europe/Berlin')).toBe('USD');
  expect(likelyCurrency(['de'], 'Europe/Berlin')).toBe('EUR');
  expect(likelyCurrency([], 'UTC')).toBe('USD');
});

it('names a currency in the language', () => {
  expect(describeCurrency('INR', 'en')).toEqual({ code: 'INR', name: 'Indian Rupee', symbol: '₹' });
});
