import { useState } from 'react';
import { useT } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { FormDialog } from '@/records/form/form-dialog';

interface Target {
  value: string;
  label: string;
  /** Whether what goes there is lost, which wants a reason. */
  lost: boolean;
}

interface ReplaceDialogProps {
  title: string;
  description: string;
  submitLabel: string;
  /** What asks for the other stage. */
  toLabel: string;
  targets: readonly Target[];
  /** Null where nothing asks for one. */
  reasonLabel: string | null;
  onReplace: (to: string, reason: string) => void;
  onClose: () => void;
}

/** Asks where the records of a stage go before it is deleted, or becomes another kind of stage. */
export function ReplaceDialog({
  title,
  description,
  submitLabel,
  toLabel,
  targets,
  reasonLabel,
  onReplace,
  onClose,
}: ReplaceDialogProps) {
  const t = useT();
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const target = targets.find(({ value }) => value === to);
  return (
    <FormDialog
      open
      size="sm"
      onClose={onClose}
      title={title}
      description={description}
      submitLabel={submitLabel}
      busy={false}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (to !== undefined) onReplace(to, reason.trim());
      }}
    >
      <FormField
        label={toLabel}
        required
        error={asked && to === undefined ? t('field_error.required') : undefined}
      >
        {(control) => (
          <Select
            {...control}
            value={to}
            placeholder={t('settings.stages.choose')}
            options={targets.map(({ value, label }) => ({ value, label }))}
            onValueChange={setTo}
          />
        )}
      </FormField>
      {reasonLabel !== null && target?.lost && (
        <FormField label={reasonLabel} hint={t('stepper.lost_hint')}>
          {(control) => (
            <Input
              {...control}
              value={reason}
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </FormField>
      )}
    </FormDialog>
  );
}
