import { useId, useState, type FormEvent } from 'react';
import { useT } from '@/i18n/t';
import { FormDialog } from '../form/form-dialog';
import { Checkbox } from '@/ui/checkbox';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { RadioGroup } from '@/ui/radio-group';
import type { ViewDetails } from './use-view-actions';

interface ViewFormDialogProps {
  title: string;
  initial: ViewDetails;
  onClose: () => void;
  /** Answers whether it was saved; the dialog stays open if not. */
  onSave: (details: ViewDetails) => Promise<boolean>;
}

const LONGEST = 60;

/** Name of a view, who sees it and who may change it. */
export function ViewFormDialog({ title, initial, onClose, onSave }: ViewFormDialogProps) {
  const t = useT();
  const formId = useId();
  const [details, setDetails] = useState(initial);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const name = details.name.trim();
    if (name === '') {
      setMissing(true);
      return;
    }
    setBusy(true);
    if (await onSave({ ...details, name })) onClose();
    else setBusy(false);
  };
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
      <FormField
        label={t('records.view.name')}
        required
        {...(missing && { error: t('field_error.required') })}
      >
        {(control) => (
          <Input
            {...control}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of a dialog just opened
            autoFocus
            maxLength={LONGEST}
            autoComplete="off"
            value={details.name}
            onChange={(event) => {
              setMissing(false);
              setDetails({ ...details, name: event.target.value });
            }}
          />
        )}
      </FormField>
      <div className="grid gap-2">
        <p className="font-medium">{t('records.view.visible_to')}</p>
        <RadioGroup
          label={t('records.view.visible_to')}
          value={details.visibility}
          onValueChange={(visibility) => setDetails({ ...details, visibility })}
          options={[
            { value: 'personal', label: t('records.view.personal') },
            { value: 'team', label: t('records.view.team') },
            { value: 'everyone', label: t('records.view.everyone') },
          ]}
        />
      </div>
      {details.visibility !== 'personal' && (
        <div className="flex items-start gap-2.5">
          <Checkbox
            id={`${formId}-locked`}
            className="mt-0.5"
            checked={details.locked}
            onCheckedChange={(locked) => setDetails({ ...details, locked: locked === true })}
          />
          <label htmlFor={`${formId}-locked`}>
            <span className="font-medium">{t('records.view.locked')}</span>
            <span className="block text-12 text-ink-2">{t('records.view.locked_hint')}</span>
          </label>
        </div>
      )}
    </FormDialog>
  );
}
