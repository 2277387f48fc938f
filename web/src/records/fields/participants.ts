import type { FieldMeta } from '@/api/types';

/** Somebody who comes to a meeting, as far as a person writes it. */
export interface Participant {
  email: string;
  name: string | null;
  contact_id: string | null;
}

export function isParticipants({ type, key, custom }: Pick<FieldMeta, 'type'> & Partial<FieldMeta>): boolean {
  return type === 'json' && !custom && key === 'participants';
}

const text = (of: unknown) => (typeof of === 'string' && of !== '' ? of : null);

/** The people of a stored value; what is none is left out. */
export function readParticipants(value: unknown): Participant[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('email' in item)) return [];
    if (typeof item.email !== 'string') return [];
    const name = 'name' in item ? text(item.name) : null;
    return [{ email: item.email, name, contact_id: 'contact_id' in item ? text(item.contact_id) : null }];
  });
}

export const nameOf = ({ name, email }: Pick<Participant, 'name' | 'email'>): string => name ?? email;

/** The list with somebody more; nobody comes twice. */
export function withParticipant(people: readonly Participant[], person: Participant): Participant[] {
  const email = person.email.trim().toLowerCase();
  if (people.some((known) => known.email.toLowerCase() === email)) return [...people];
  return [...people, { ...person, email }];
}

const signs = new Map<unknown, string>([
  ['accepted', ' ✓'],
  ['declined', ' ✗'],
  ['tentative', ' ?'],
]);

/** Everybody by name, with a sign for what they answered. */
export function namesOf(value: unknown): string {
  const answers = new Map(
    (Array.isArray(value) ? value : []).map((item: { email?: unknown; answer?: unknown } | null) => [
      item?.email,
      item?.answer,
    ]),
  );
  return readParticipants(value)
    .map((person) => nameOf(person) + (signs.get(answers.get(person.email)) ?? ''))
    .join(', ');
}

/** Whether a text can be an e-mail address, as the server sees it. */
export function isAddress(text: string): boolean {
  return /^[^\s<>()[\],;:\\"@]+@[^\s<>()[\],;:\\"@]+$/.test(text) && text.length <= 254;
}
