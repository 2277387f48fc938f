import type { KindMeta } from '@/api/types';
import { kindOf } from '@/records/fields/field-kinds';
import { firstError } from '@/records/fields/schemas';
import { findField } from '@/records/model/kind-fields';
import { NEW, OTHER, type ConvertDraft, type Kinds, type PartyDraft, type Values } from './draft';

/** What is wrong, by the name the server has for it: `company.name`, `contact_id`, `deal.amount`. */
export type Complaints = Readonly<Record<string, { code: string; message: string }>>;

const complaint = (code: string) => ({ code, message: code });

/** What can be seen to be wrong before anything is sent. */
export function checkDraft({ company, contact, deal }: ConvertDraft, kinds: Kinds): Complaints {
  return {
    ...checkParty('company', company, kinds.company),
    ...checkParty('contact', contact, kinds.contact),
    ...(deal.on && checkValues('deal', deal.values, kinds.deal)),
  };
}

function checkParty(part: 'company' | 'contact', draft: PartyDraft, kind: KindMeta | undefined): Complaints {
  if (draft.choice === NEW) return checkValues(part, draft.values, kind);
  if (draft.choice === OTHER && draft.other === null) return { [`${part}_id`]: complaint('required') };
  return {};
}

function checkValues(part: string, values: Values, kind: KindMeta | undefined): Complaints {
  const wrong = Object.entries(values).flatMap(([key, value]) => {
    const field = kind && findField(kind, key);
    const code = field ? firstError(kindOf(field).schema(field), value ?? null) : null;
    return code === null ? [] : [[`${part}.${key}`, complaint(code)] as const];
  });
  return Object.fromEntries(wrong);
}

/** Every name under which something on the screen can be complained about. */
export function namesIn({ company, contact, deal }: ConvertDraft): string[] {
  return [
    ...namesOf('company', company),
    ...namesOf('contact', contact),
    ...(deal.on ? Object.keys(deal.values).map((key) => `deal.${key}`) : []),
  ];
}

function namesOf(part: 'company' | 'contact', { choice, values }: PartyDraft): string[] {
  return choice === NEW ? Object.keys(values).map((key) => `${part}.${key}`) : [`${part}_id`];
}
