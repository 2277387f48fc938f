import { describe, expect, it } from 'vitest';
import { formatMoney, formatMoneyShort, minorDigits, toMinor } from './money';

const rupees = (amount: number) => ({ amount: amount * 100, currency: 'INR' });

describe('formatMoney', () => {
  it('groups rupees by lakh and crore and drops empty paise', () => {
    expect(formatMoney(rupees(1_860_000), 'en-IN')).toBe('₹18,60,000');
    expect(formatMoney({ amount: 186_000_050, currency: 'INR' }, 'en-IN')).toBe('₹18,60,000.50');
  });

  it('knows currencies without minor units', () => {
    expect(minorDigits('JPY')).toBe(0);
    expect(formatMoney({ amount: 1500, currency: 'JPY' }, 'en-US')).toBe('¥1,500');
  });
});

describe('formatMoneyShort', () => {
  it('shortens to lakh and crore where rupees are read that way', () => {
    expect(formatMoneyShort(rupees(4_100_000), 'en-IN')).toBe('₹41.0 L');
    expect(formatMoneyShort(rupees(17_700_000), 'en-IN')).toBe('₹1.77 Cr');
    expect(formatMoneyShort(rupees(85_000), 'en-IN')).toBe('₹85,000');
  });

  it('shortens to thousands and millions elsewhere', () => {
    expect(formatMoneyShort({ amount: 123_456_700, currency: 'USD' }, 'en-US')).toBe('$1.2M');
    expect(formatMoneyShort({ amount: 950_000, currency: 'USD' }, 'en-US')).toBe('$9,500');
  });
});

describe('toMinor', () => {
  it('rounds what floating point cannot hold', () => {
    expect(toMinor(1.005, 'USD')).toBe(101);
    expect(toMinor(-2.345, 'USD')).toBe(-235);
    expect(toMinor(1500, 'JPY')).toBe(1500);
  });
});
