import { X } from 'lucide-react';
import { stepIcons, stepKinds } from '@/entities/sequence/step-look';
import type { StepKind } from '@/api/sequences';
import { useT } from '@/i18n/t';
import { MoveButtons } from '@/records/form/move-buttons';
import { FormField } from '@/ui/form-field';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { Textarea } from '@/ui/textarea';
import type { StepDraft } from './step-drafts';

interface StepEditorProps {
  draft: StepDraft;
  index: number;
  count: number;
  problem: (part: string) => string | undefined;
  onChange: (draft: StepDraft) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** One step: what sort it is, and what there is to do or how long to wait. */
export function StepEditor({ draft, index, count, problem, onChange, onMove, onRemove }: StepEditorProps) {
  const t = useT();
  const number = index + 1;
  const mail = draft.kind === 'email';
  return (
    <li className="grid gap-2 rounded-card border border-line p-3">
      <div className="flex items-center gap-2">
        <span className="w-4 text-12 text-ink-3 tabular-nums" aria-hidden="true">
          {number}
        </span>
        <div className="w-44 max-sm:flex-1">
          <Select
            size="md"
            aria-label={t('sequence.step_kind', { number })}
            value={draft.kind}
            options={stepKinds.map((kind) => {
              const Icon = stepIcons[kind];
              return {
                value: kind,
                label: t(`sequence.kind.${kind}`),
                icon: <Icon size={14} strokeWidth={1.75} aria-hidden="true" />,
              };
            })}
            onValueChange={(kind) => onChange({ ...draft, kind: kind as StepKind })}
          />
        </div>
        <span className="ml-auto flex">
          <MoveButtons name={t('sequence.step', { number })} index={index} count={count} onMove={onMove} />
          <IconButton
            size="sm"
            tooltip={false}
            label={t('sequence.remove', { number })}
            icon={<X size={14} strokeWidth={2} />}
            onClick={onRemove}
          />
        </span>
      </div>
      {draft.kind === 'wait' ? (
        <FormField label={t('sequence.days')} error={problem('days') ?? problem('kind')}>
          {(control) => (
            <Input
              {...control}
              size="md"
              inputMode="numeric"
              className="max-w-24"
              autoComplete="off"
              value={draft.days}
              onChange={(event) => onChange({ ...draft, days: event.target.value })}
            />
          )}
        </FormField>
      ) : (
        <>
          <FormField
            label={t(mail ? 'sequence.mail_subject' : 'sequence.subject')}
            required
            error={problem('subject') ?? problem('kind')}
          >
            {(control) => (
              <Input
                {...control}
                size="md"
                maxLength={200}
                autoComplete="off"
                value={draft.subject}
                onChange={(event) => onChange({ ...draft, subject: event.target.value })}
              />
            )}
          </FormField>
          <FormField label={t(mail ? 'sequence.mail_text' : 'sequence.text')} error={problem('text')}>
            {(control) => (
              <Textarea
                {...control}
                rows={mail ? 5 : 2}
                maxLength={5000}
                value={draft.text}
                onChange={(event) => onChange({ ...draft, text: event.target.value })}
              />
            )}
          </FormField>
        </>
      )}
    </li>
  );
}
