import * as z from 'zod/mini';
import { LinkCell } from '../cells/link-cell';
import type { FieldKindDef } from '../field-kind';
import { orEmpty, textSchema } from '../schemas';
import { plainText } from './shared-text';

// The server has the last word; this catches slips of the finger.
const ADDRESS = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/u;

export const email: FieldKindDef = {
  ...plainText,
  width: 220,
  Cell: LinkCell,
  parse: (text) => {
    const address = text.trim().replace(/^mailto:/i, '');
    if (address === '') return { ok: true, value: null };
    return ADDRESS.test(address) ? { ok: true, value: address } : { ok: false, code: 'invalid_email' };
  },
  schema: (field) => orEmpty(field, textSchema(field, z.regex(ADDRESS, 'invalid_email'))),
};
