import type { FieldMeta, FieldType } from '@/api/types';
import { isChecklist } from './checklist';
import type { FieldKindDef } from './field-kind';
import { address } from './kinds/address';
import { boolean } from './kinds/boolean';
import { checklist } from './kinds/checklist';
import { date } from './kinds/date';
import { datetime } from './kinds/datetime';
import { email } from './kinds/email';
import { integer } from './kinds/integer';
import { json } from './kinds/json';
import { longText } from './kinds/long-text';
import { markdown } from './kinds/markdown';
import { money } from './kinds/money';
import { multiSelect } from './kinds/multi-select';
import { number } from './kinds/number';
import { participants } from './kinds/participants';
import { phone } from './kinds/phone';
import { priceList } from './kinds/price-list';
import { record } from './kinds/record';
import { recurrence } from './kinds/recurrence';
import { reference } from './kinds/reference';
import { references } from './kinds/references';
import { select } from './kinds/select';
import { text } from './kinds/text';
import { textList } from './kinds/text-list';
import { url } from './kinds/url';
import { isParticipants } from './participants';
import { isPriceList } from './price-list';
import { isRule } from './rule';

/** A kind that lacks a part does not compile; a new one gets table, form, filter and import at once. */
export const fieldKinds = {
  text,
  long_text: longText,
  markdown,
  email,
  phone,
  url,
  integer,
  number,
  money,
  date,
  datetime,
  boolean,
  select,
  multi_select: multiSelect,
  reference,
  references,
  record,
  text_list: textList,
  address,
  json,
} satisfies Record<FieldType, FieldKindDef>;

export function kindOf(field: Pick<FieldMeta, 'type'> & Partial<FieldMeta>): FieldKindDef {
  if (isChecklist(field)) return checklist;
  if (isParticipants(field)) return participants;
  if (isRule(field)) return recurrence;
  return isPriceList(field) ? priceList : fieldKinds[field.type];
}
