import type { FieldMeta, Money } from '@/api/types';
import { isMoney } from './value-guards';

/** Fields that the server describes as JSON and keeps as amounts, at most one in each currency. */
export function isPriceList({ type, key, custom }: Pick<FieldMeta, 'type'> & Partial<FieldMeta>): boolean {
  return type === 'json' && !custom && key === 'prices';
}

/** The amounts of a stored value; what is none is left out. */
export function readPrices(value: unknown): Money[] {
  return Array.isArray(value) ? value.filter(isMoney) : [];
}
