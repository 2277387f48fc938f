import { lazy } from 'react';
import type { FieldKindDef } from '../field-kind';
import { plainText } from './shared-text';

export const longText: FieldKindDef = {
  ...plainText,
  width: 260,
  multiline: true,
  Editor: lazy(async () => ({ default: (await import('../editors/long-text-editor')).LongTextEditor })),
};
