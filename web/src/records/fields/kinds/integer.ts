import type { FieldKindDef } from '../field-kind';
import { numberSchema, orEmpty } from '../schemas';
import { number } from './number';

export const integer: FieldKindDef = {
  ...number,
  width: 100,
  parse: (text, ctx) => {
    const parsed = number.parse(text, ctx);
    const whole = parsed.ok && (parsed.value === null || Number.isInteger(parsed.value));
    return whole ? parsed : { ok: false, code: 'wrong_type' };
  },
  schema: (field) => orEmpty(field, numberSchema(field, true)),
};
