import * as z from 'zod/mini';
import { LinkCell } from '../cells/link-cell';
import type { FieldKindDef } from '../field-kind';
import { orEmpty, textSchema } from '../schemas';
import { plainText } from './shared-text';

// As typed, with an extension if there is one; the server reads the number.
const NUMBER = /^\+?[\d\s().\-/]{4,}(?:\s*(?:x|ext\.?|#)\s*\d+)?$/i;

export const phone: FieldKindDef = {
  ...plainText,
  width: 150,
  Cell: LinkCell,
  parse: (text) => {
    const number = text.trim().replace(/^tel:/i, '');
    if (number === '') return { ok: true, value: null };
    return NUMBER.test(number) ? { ok: true, value: number } : { ok: false, code: 'invalid_phone' };
  },
  schema: (field) => orEmpty(field, textSchema(field, z.regex(NUMBER, 'invalid_phone'))),
};
