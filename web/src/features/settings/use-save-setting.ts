import { useState } from 'react';
import { toast } from 'sonner';
import { isProblem } from '@/api/problem-error';
import type { RecordRow } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { failureText } from '@/records/mutations/failure-text';
import { useCreateSetting, useUpdateSetting, type SettingKind } from './setting-records';

/**
 * Saves a record from a dialog, a new one where there is none. What is refused is said beside its field, and
 * the first such field is where one goes on.
 */
export function useSaveSetting(plural: SettingKind, record: RecordRow | null, onSaved: () => void) {
  const create = useCreateSetting(plural);
  const update = useUpdateSetting(plural);
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState(false);
  const refuse = (found: ReadonlyMap<string, string>) => {
    setProblems(found);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('[role="dialog"] [aria-invalid="true"]')?.focus(),
    );
  };
  const save = async (body: Record<string, unknown>) => {
    setBusy(true);
    try {
      if (record) await update.mutateAsync({ record, body });
      else await create.mutateAsync(body);
      onSaved();
    } catch (error) {
      setBusy(false);
      if (isProblem(error) && error.errors.length > 0) {
        refuse(new Map(error.errors.map((one) => [one.field, fieldErrorText(one)])));
      } else {
        toast.error(failureText(error));
      }
    }
  };
  return { problems, busy, refuse, save };
}
