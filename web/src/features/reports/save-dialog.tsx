import { useState, type FormEvent } from 'react';
import { isProblem } from '@/api/problem-error';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { FormDialog } from '@/records/form/form-dialog';
import { failureText } from '@/records/mutations/failure-text';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { RadioGroup } from '@/ui/radio-group';
import { Textarea } from '@/ui/textarea';
import type { Details } from './use-report-actions';

interface SaveDialogProps {
  title: string;
  initial: Details;
  onClose: () => void;
  /** Rejects with why it was not saved. */
  onSave: (details: Details) => Promise<unknown>;
}

/** What a report is called, and who sees it. */
export function SaveDialog({ title, initial, onClose, onSave }: SaveDialogProps) {
  const t = useT();
  const [details, setDetails] = useState(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const name = details.name.trim();
    if (name === '') {
      setErrors({ name: t('field_error.required') });
      return;
    }
    setBusy(true);
    setErrors({});
    setFailure(null);
    try {
      await onSave({ ...details, name, description: details.description.trim() });
      onClose();
    } catch (error) {
      const refused = isProblem(error) ? error.errors.filter(({ field }) => field in details) : [];
      setErrors(Object.fromEntries(refused.map((problem) => [problem.field, fieldErrorText(problem)])));
      if (refused.length === 0) setFailure(failureText(error));
      setBusy(false);
    }
  };
  const error = (field: keyof Details) => (errors[field] ? { error: errors[field] } : {});
  return (
    <FormDialog
      open
      onClose={onClose}
      title={title}
      submitLabel={t('common.save')}
      size="sm"
      busy={busy}
      onSubmit={(event) => void submit(event)}
    >
      {failure && (
        <p role="alert" className="text-danger">
          {failure}
        </p>
      )}
      <FormField label={t('reports.name')} required {...error('name')}>
        {(control) => (
          <Input
            {...control}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of a dialog just opened
            autoFocus
            maxLength={100}
            autoComplete="off"
            value={details.name}
            onChange={(event) => setDetails({ ...details, name: event.target.value })}
          />
        )}
      </FormField>
      <FormField label={t('reports.description')} {...error('description')}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={500}
            value={details.description}
            onChange={(event) => setDetails({ ...details, description: event.target.value })}
          />
        )}
      </FormField>
      <div className="grid gap-2">
        <p className="font-medium">{t('reports.visible_to')}</p>
        <RadioGroup
          label={t('reports.visible_to')}
          value={details.visibility}
          onValueChange={(visibility) => setDetails({ ...details, visibility })}
          options={[
            { value: 'personal', label: t('records.view.personal') },
            { value: 'team', label: t('records.view.team') },
            { value: 'everyone', label: t('records.view.everyone') },
          ]}
        />
        <p className="text-12 text-ink-3">{t('reports.visible_hint')}</p>
      </div>
    </FormDialog>
  );
}
