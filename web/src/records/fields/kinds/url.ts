import * as z from 'zod/mini';
import { LinkCell } from '../cells/link-cell';
import type { FieldKindDef } from '../field-kind';
import { orEmpty, textSchema } from '../schemas';
import { plainText } from './shared-text';

// An absolute address or a bare domain.
const ADDRESS = /^(?:https?:\/\/)?[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?$/iu;

export const url: FieldKindDef = {
  ...plainText,
  width: 200,
  Cell: LinkCell,
  parse: (text) => {
    const address = text.trim();
    if (address === '') return { ok: true, value: null };
    return ADDRESS.test(address) ? { ok: true, value: address } : { ok: false, code: 'invalid_url' };
  },
  schema: (field) => orEmpty(field, textSchema(field, z.regex(ADDRESS, 'invalid_url'))),
};
