import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { isProblem } from '@/api/problem-error';
import type { RecordRow } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { FormDialog } from '@/records/form/form-dialog';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Textarea } from '@/ui/textarea';
import { useCreateSetting, useUpdateSetting } from './setting-records';

interface CannedDialogProps {
  reply: RecordRow | null;
  onClose: () => void;
}

/** The name and the text of a canned reply. */
export function CannedDialog({ reply, onClose }: CannedDialogProps) {
  const t = useT();
  const create = useCreateSetting('canned_replies');
  const update = useUpdateSetting('canned_replies');
  const [name, setName] = useState(reply?.title ?? '');
  const [text, setText] = useState(String(reply?.['body'] ?? ''));
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const body = { name: name.trim(), body: text.trim() };
    try {
      if (reply) await update.mutateAsync({ record: reply, body });
      else await create.mutateAsync(body);
      onClose();
    } catch (error) {
      setBusy(false);
      if (isProblem(error) && error.errors.length > 0) {
        setProblems(new Map(error.errors.map((one) => [one.field, fieldErrorText(one)])));
      } else {
        toast.error(failureText(error));
      }
    }
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      size="lg"
      title={t(reply ? 'canned.edit' : 'canned.new')}
      submitLabel={t(reply ? 'common.save' : 'canned.create')}
      busy={busy}
      onSubmit={(event) => void save(event)}
    >
      <FormField label={t('settings.name')} required error={problems.get('name')}>
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </FormField>
      <FormField label={t('canned.text')} required hint={t('canned.hint')} error={problems.get('body')}>
        {(control) => (
          <Textarea
            {...control}
            rows={8}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
