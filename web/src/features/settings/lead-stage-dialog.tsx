import { useState } from 'react';
import { useT } from '@/i18n/t';
import { foldText } from '@/lib/fold-text';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { FormDialog } from '@/records/form/form-dialog';

interface LeadStageDialogProps {
  /** What the others are called. */
  taken: readonly string[];
  onAdd: (label: string) => void;
  onClose: () => void;
}

/** Names a new stage; its colour is chosen where it then stands. */
export function LeadStageDialog({ taken, onAdd, onClose }: LeadStageDialogProps) {
  const t = useT();
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const label = name.trim();
  const used = taken.some((other) => foldText(other) === foldText(label));
  const problem = label === '' ? t('field_error.required') : used ? t('field_error.already_used') : undefined;
  return (
    <FormDialog
      open
      size="sm"
      onClose={onClose}
      title={t('settings.stages.new')}
      submitLabel={t('settings.add')}
      busy={false}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (problem === undefined) onAdd(label);
      }}
    >
      <FormField label={t('settings.name')} required error={asked ? problem : undefined}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
