import type { Address } from '@/api/types';

export const ADDRESS_PARTS = ['street', 'city', 'region', 'postal_code', 'country'] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];

export function readAddress(value: unknown): Address {
  return typeof value === 'object' && value !== null ? (value as Address) : {};
}

/** One line, in the order in which it is typed. */
export function formatAddress(value: unknown): string {
  const address = readAddress(value);
  return ADDRESS_PARTS.map((part) => address[part]?.trim())
    .filter(Boolean)
    .join(', ');
}

/** The last part of a pasted line is taken as the country only when there is more than street and city. */
export function parseAddress(text: string): Address | null {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const [street, city, region, postal_code, ...rest] = parts;
  if (street === undefined) return null;
  const address: Address = { street };
  if (city !== undefined) address.city = city;
  if (region !== undefined) address.region = region;
  if (postal_code !== undefined) address.postal_code = postal_code;
  if (rest.length > 0) address.country = rest.join(', ');
  return address;
}

/** Without the parts that hold nothing; null when all do. */
export function tidyAddress(address: Address): Address | null {
  const filled = ADDRESS_PARTS.flatMap((part) => {
    const text = address[part]?.trim();
    return text ? [[part, text] as const] : [];
  });
  return filled.length === 0 ? null : Object.fromEntries(filled);
}
