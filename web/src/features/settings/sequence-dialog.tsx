import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { isProblem } from '@/api/problem-error';
import { stepsOf } from '@/api/sequences';
import type { RecordRow } from '@/api/types';
import { StepPreview } from '@/entities/sequence/step-preview';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Textarea } from '@/ui/textarea';
import { FormDialog } from '@/records/form/form-dialog';
import { useCreateSetting, useUpdateSetting } from './setting-records';
import { checkSteps, draftsOf, toSteps } from './step-drafts';
import { StepsEditor } from './steps-editor';

interface SequenceDialogProps {
  sequence: RecordRow | null;
  onClose: () => void;
}

/** A sequence and its steps, with the days on which they would fall. */
export function SequenceDialog({ sequence, onClose }: SequenceDialogProps) {
  const t = useT();
  const create = useCreateSetting('sequences');
  const update = useUpdateSetting('sequences');
  const [name, setName] = useState(sequence?.title ?? '');
  const [description, setDescription] = useState(
    typeof sequence?.['description'] === 'string' ? sequence['description'] : '',
  );
  const [drafts, setDrafts] = useState(() => draftsOf(sequence ? stepsOf(sequence) : []));
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState(false);
  const steps = toSteps(drafts);

  const refuse = (found: ReadonlyMap<string, string>) => {
    setProblems(found);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('[role="dialog"] [aria-invalid="true"]')?.focus(),
    );
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const found = checkSteps(t, steps);
    if (name.trim() === '') found.set('name', t('field_error.required'));
    if (found.size > 0) {
      refuse(found);
      return;
    }
    setBusy(true);
    const body = { name: name.trim(), description: description.trim() || null, steps };
    try {
      if (sequence) await update.mutateAsync({ record: sequence, body });
      else await create.mutateAsync(body);
      onClose();
    } catch (error) {
      setBusy(false);
      if (isProblem(error) && error.errors.length > 0) {
        refuse(new Map(error.errors.map((one) => [one.field, fieldErrorText(one)])));
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
      title={t(sequence ? 'sequence.edit' : 'sequence.new')}
      submitLabel={t(sequence ? 'common.save' : 'sequence.create')}
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
