import { useRef } from 'react';
import type { RecordRow, Titled } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { announce } from '@/lib/announcer';
import { kindOf } from '../fields/field-kinds';
import { firstError } from '../fields/schemas';
import type { FieldContext } from '../model/field-context';
import { includeKey, readField } from '../model/field-path';
import { failureText } from '../mutations/failure-text';
import { useFieldEdit, type FieldEdit } from './use-field-edit';
import { usePageUpdate } from './use-page-update';

interface ValueEdit extends FieldEdit {
  /** Remembers what was chosen, before it is changed or committed. */
  take: (entry: Titled | undefined) => void;
}

/** Edits one field of a record: checked by its kind, written like every other change. */
export function useValueEdit(ctx: FieldContext, record: RecordRow): ValueEdit {
  // The title of a chosen reference, which only the list of choices knows.
  const chosen = useRef<Titled | undefined>(undefined);
  const update = usePageUpdate(ctx.kind);
  const edit = useFieldEdit({
    value: readField(record, ctx.path),
    check: (value) => {
      const code = firstError(kindOf(ctx.field).schema(ctx.field), value);
      return code === null ? null : fieldErrorText({ code, message: code });
    },
    save: async (value, from) => {
      const entry = chosen.current?.id === value ? chosen.current : null;
      const change = {
        id: record.id,
        values: { [ctx.path]: value === '' ? null : value },
        from: { [ctx.path]: from },
        ...(entry && { included: { [includeKey(ctx.path)]: entry } }),
      };
      if (!(await update(record, change, { quiet: true }))) return false;
      announce(ctx.t('page.saved_field', { field: ctx.label }));
      return true;
    },
    explain: failureText,
  });
  const take = (entry: Titled | undefined) => {
    chosen.current = entry;
  };
  return { ...edit, take };
}
