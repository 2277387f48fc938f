import { Plus } from 'lucide-react';
import { useId, useRef } from 'react';
import { useT } from '@/i18n/t';
import { moved } from '@/lib/ordering';
import { Button } from '@/ui/button';
import { newDraft, type StepDraft } from './step-drafts';
import { StepEditor } from './step-editor';

interface StepsEditorProps {
  drafts: readonly StepDraft[];
  onChange: (drafts: StepDraft[]) => void;
  /** By the server's names of them, such as `steps.0.subject`. */
  problems: ReadonlyMap<string, string>;
}

/** The steps in their order. They are moved by buttons, so by keys too. */
export function StepsEditor({ drafts, onChange, problems }: StepsEditorProps) {
  const t = useT();
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const whole = problems.get('steps');
  const add = () => {
    onChange([...drafts, newDraft(drafts.at(-1)?.kind === 'wait' ? 'email' : 'wait')]);
    // The new step is there after the next render.
    requestAnimationFrame(() => [...(list.current?.querySelectorAll('input') ?? [])].at(-1)?.focus());
  };
  return (
    <fieldset>
      <legend id={id} className="mb-1.5 text-13 font-medium">
        {t('sequence.steps')}
      </legend>
      <ol ref={list} aria-labelledby={id} className="grid gap-2">
        {drafts.map((draft, index) => (
          <StepEditor
            key={draft.key}
            draft={draft}
            index={index}
            count={drafts.length}
            problem={(part) => problems.get(`steps.${index}.${part}`)}
            onChange={(next) => onChange(drafts.map((other) => (other.key === draft.key ? next : other)))}
            onMove={(to) => onChange(moved(drafts, index, to))}
            onRemove={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
          />
        ))}
      </ol>
      {whole !== undefined && (
        <p role="alert" className="mt-1 text-12 text-danger">
          {whole}
        </p>
      )}
      <Button size="sm" className="mt-2" icon={<Plus size={16} strokeWidth={1.75} />} onClick={add}>
        {t('sequence.add')}
      </Button>
      <p className="mt-2 text-12 text-ink-3">{t('sequence.placeholders')}</p>
    </fieldset>
  );
}
