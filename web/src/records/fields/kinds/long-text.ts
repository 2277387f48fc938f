import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { plainText } from './shared-text';

export const longText: FieldKindDef = {
  ...plainText,
  width: 260,
  multiline: true,
  Editor: lazyPart(async () => (await import('../editors/long-text-editor')).LongTextEditor),
};
