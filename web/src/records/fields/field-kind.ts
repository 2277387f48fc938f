import type { ComponentType } from 'react';
import type { ZodMiniType } from 'zod/mini';
import type { FieldMeta, Operator, RecordRow, Titled } from '@/api/types';
import type { CellProps, FieldContext } from '../model/field-context';
import type { LazyPart } from './lazy-part';

/** Why a value does not fit: the codes of the server's field errors, so that both are worded alike. */
export type FieldErrorCode =
  | 'required'
  | 'wrong_type'
  | 'too_long'
  | 'too_small'
  | 'too_large'
  | 'invalid_email'
  | 'invalid_phone'
  | 'invalid_url'
  | 'invalid_date'
  | 'invalid_datetime'
  | 'invalid_currency'
  | 'invalid_option'
  | 'not_found'
  | 'invalid';

export type Parsed = { ok: true; value: unknown } | { ok: false; code: FieldErrorCode };

export interface EditorProps {
  ctx: FieldContext;
  value: unknown;
  /** Every step of typing or choosing. A chosen reference brings its title, which nothing else here knows. */
  onChange: (value: unknown, chosen?: Titled) => void;
  /** A choice that is complete by itself: a picked option, a picked day. */
  onCommit?: (value: unknown, chosen?: Titled) => void;
  /** The person closed a list without choosing. */
  onCancel?: () => void;
  /** `cell` fills a cell of the grid; `control` is a control of a form or panel. */
  look?: 'cell' | 'control';
  size?: 'sm' | 'md' | 'lg';
  /** Takes the focus, and opens at once what is chosen from a list. */
  autoFocus?: boolean;
  record?: RecordRow;
  id?: string;
  disabled?: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
  'aria-label'?: string;
}

export interface FilterEditorProps {
  ctx: FieldContext;
  op: Operator;
  value: unknown;
  onChange: (value: unknown) => void;
  autoFocus?: boolean;
}

/** Everything that there is to know about one kind of field. */
export interface FieldKindDef {
  align: 'start' | 'end';
  /** The width of its column, in pixels, until somebody changes it. */
  width: number;
  /** Its operators as the person meets them, the likeliest first. */
  operators: readonly Operator[];
  Cell: ComponentType<CellProps>;
  Editor: LazyPart<EditorProps>;
  FilterEditor: LazyPart<FilterEditorProps>;
  /** Whether Enter makes a new line in its editor, so that saving needs the modifier. */
  multiline?: boolean;
  /** The value as text: copied cells, exports, filter chips, what assistive technology reads. */
  format: (value: unknown, ctx: FieldContext, record?: RecordRow) => string;
  /** The inverse, for pasted cells and imports. Empty text is an empty value. */
  parse: (text: string, ctx: FieldContext) => Parsed;
  /** Checks a value before it is sent; messages are error codes. */
  schema: (field: FieldMeta) => ZodMiniType<unknown>;
  compare: (a: unknown, b: unknown) => number;
}
