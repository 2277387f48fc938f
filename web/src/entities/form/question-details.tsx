import { Suspense } from 'react';
import { useT } from '@/i18n/t';
import { kindOf } from '@/records/fields/field-kinds';
import type { FieldContext } from '@/records/model/field-context';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Skeleton } from '@/ui/skeleton';
import { Switch } from '@/ui/switch';
import { canBeAsked, type Question, type QuestionProblems } from './questions';

interface QuestionDetailsProps {
  question: Question;
  ctx: FieldContext | undefined;
  problems: QuestionProblems;
  at: number;
  editable: boolean;
  onType: (question: Question) => void;
  onLeave: () => void;
  onChange: (question: Question) => void;
}

/** The words of a question and whether it has to be answered; of a hidden one, its value. */
export function QuestionDetails(props: QuestionDetailsProps) {
  const { question, ctx, problems, at, editable, onType, onLeave, onChange } = props;
  const t = useT();
  const problem = (part: string) => problems.get(`${at}.${part}`);
  if (!ctx) return <p className="text-ink-3">{t('webform.field_gone')}</p>;
  const { Editor } = kindOf(ctx.field);
  const hidden = question.hidden ?? false;
  return (
    <div className="grid gap-3">
      {hidden ? (
        <FormField
          label={t('webform.value')}
          hint={t('webform.value_hint')}
          error={problem('value')}
          required
        >
          {(control) => (
            // What is typed is complete when one leaves it; what is chosen from a list saves itself.
            // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
            <div
              onBlur={({ currentTarget, relatedTarget: next }) => {
                const stays =
                  next instanceof Element &&
                  (currentTarget.contains(next) || next.closest('[data-radix-popper-content-wrapper]'));
                if (!stays) onLeave();
              }}
            >
              <Suspense fallback={<Skeleton className="h-8" />}>
                <Editor
                  {...control}
                  ctx={ctx}
                  value={question.value ?? null}
                  size="md"
                  disabled={!editable}
                  onChange={(value) => onType({ ...question, value })}
                  onCommit={(value) => onChange({ ...question, value })}
                />
              </Suspense>
            </div>
          )}
        </FormField>
      ) : (
        <>
          <FormField label={t('webform.label')} error={problem('label')}>
            {(control) => (
              <Input
                {...control}
                size="md"
                disabled={!editable}
                placeholder={ctx.label}
                value={question.label ?? ''}
                onChange={(event) => onType({ ...question, label: event.target.value })}
                onBlur={onLeave}
              />
            )}
          </FormField>
          <FormField label={t('webform.help')} error={problem('help')}>
            {(control) => (
              <Input
                {...control}
                size="md"
                disabled={!editable}
                value={question.help ?? ''}
                onChange={(event) => onType({ ...question, help: event.target.value })}
                onBlur={onLeave}
              />
            )}
          </FormField>
          <Toggle
            label={t('webform.must_answer')}
            checked={question.required ?? false}
            disabled={!editable}
            onChange={(required) => onChange({ ...question, required })}
          />
        </>
      )}
      {canBeAsked(question.field) && (
        <Toggle
          label={t('webform.is_hidden')}
          checked={hidden}
          disabled={!editable}
          onChange={(next) =>
            next
              ? onType({ ...question, hidden: true })
              : onChange({ ...question, hidden: false, value: null })
          }
        />
      )}
      {problem('field') && <p className="text-12 text-danger">{problem('field')}</p>}
    </div>
  );
}

interface ToggleProps {
  label: string;
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
}

function Toggle({ label, checked, disabled, onChange }: ToggleProps) {
  return (
    <label className="flex min-h-7 items-center gap-2.5 pointer-coarse:min-h-11">
      <Switch checked={checked} disabled={disabled} onCheckedChange={onChange} />
      {label}
    </label>
  );
}
