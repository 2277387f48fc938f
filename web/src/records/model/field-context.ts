import type { FieldMeta, KindMeta, RecordRow } from '@/api/types';
import type { Format } from '@/i18n/format';
import type { Translate } from '@/i18n/t';
import type { Directory } from './directory';

/** What it takes to show, read or edit one field, whatever record it stands on. */
export interface FieldContext {
  kind: KindMeta;
  field: FieldMeta;
  path: string;
  /** The label in the reader's language. */
  label: string;
  format: Format;
  t: Translate;
  directory: Directory;
}

export interface CellProps {
  value: unknown;
  record: RecordRow;
  ctx: FieldContext;
  /** At the end of a phone's row: the value alone, with nothing around it. */
  compact?: boolean;
}
