import type { Address, Bootstrap, FieldType, KindMeta, RecordRow } from '@/api/types';
import { fieldPath, readField } from '../model/field-path';

/** The addresses behind the buttons that call, write and show the way. */
export interface Reach {
  phone?: string;
  email?: string;
  map?: string;
}

export function reachOf(kind: KindMeta, record: RecordRow): Reach {
  const phone = firstOf(kind, record, 'phone');
  const email = firstOf(kind, record, 'email');
  const address = firstOf(kind, record, 'address');
  const location = record['location'];
  const place = address ?? (typeof location === 'string' ? location : null);
  return {
    ...(phone && { phone: `tel:${phone.replace(/[^\d+]/g, '')}` }),
    ...(email && { email: `mailto:${email}` }),
    ...(place && { map: `https://www.openstreetmap.org/search?query=${encodeURIComponent(place)}` }),
  };
}

/** The record with a phone number or an email that this one names: a deal's contact. */
export function personBehind(
  kind: KindMeta,
  record: RecordRow,
  { kinds }: Pick<Bootstrap, 'kinds'>,
): { kind: string; id: string } | null {
  for (const field of kind.fields) {
    if (field.type !== 'reference' || field.target === 'user' || field.target === kind.key) continue;
    const target = kinds.find((candidate) => candidate.key === field.target);
    const id = readField(record, fieldPath(field));
    const reachable = target?.fields.some(({ type }) => type === 'email');
    if (target && reachable && typeof id === 'string') return { kind: target.key, id };
  }
  return null;
}

function firstOf(kind: KindMeta, record: RecordRow, type: FieldType): string | null {
  for (const field of kind.fields) {
    if (field.type !== type) continue;
    const value = readField(record, fieldPath(field));
    const text = typeof value === 'string' ? value : addressText(value);
    if (text) return text;
  }
  return null;
}

function addressText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const { street, postal_code, city, region, country } = value as Address;
  return [street, postal_code, city, region, country].filter(Boolean).join(', ');
}
