import { useState, type FormEvent } from 'react';
import { stepsOf } from '@/api/sequences';
import type { RecordRow } from '@/api/types';
import { StepPreview } from '@/entities/sequence/step-preview';
import { useT } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Textarea } from '@/ui/textarea';
import { FormDialog } from '@/records/form/form-dialog';
import { checkSteps, draftsOf, toSteps } from './step-drafts';
import { StepsEditor } from './steps-editor';
import { useSaveSetting } from './use-save-setting';

interface SequenceDialogProps {
  sequence: RecordRow | null;
  onClose: () => void;
}

/** A sequence and its steps, with the days on which they would fall. */
export function SequenceDialog({ sequence, onClose }: SequenceDialogProps) {
  const t = useT();
  const { problems, busy, refuse, save } = useSaveSetting('sequences', sequence, onClose);
  const [name, setName] = useState(sequence?.title ?? '');
  const [description, setDescription] = useState(
    typeof sequence?.['description'] === 'string' ? sequence['description'] : '',
  );
  const [drafts, setDrafts] = useState(() => draftsOf(sequence ? stepsOf(sequence) : []));
  const steps = toSteps(drafts);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = checkSteps(t, steps);
    if (name.trim() === '') found.set('name', t('field_error.required'));
    if (found.size > 0) refuse(found);
    else void save({ name: name.trim(), description: description.trim() || null, steps });
  };

  return (
    <FormDialog
      open
      onClose={onClose}
      size="lg"
      title={t(sequence ? 'sequence.edit' : 'sequence.new')}
      submitLabel={t(sequence ? 'common.save' : 'sequence.create')}
      busy={busy}
      onSubmit={submit}
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
      <FormField label={t('settings.description')} error={problems.get('description')}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={1000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </FormField>
      <StepsEditor drafts={drafts} onChange={setDrafts} problems={problems} />
      <StepPreview steps={steps} />
    </FormDialog>
  );
}
