import { Plus, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import { ColorButton } from './color-button';
import { addDraft, changeDraft, type OptionDraft, type OptionProblem } from './field-options';
import { MoveButtons } from '@/records/form/move-buttons';
import { moved } from '@/lib/ordering';

interface OptionsEditorProps {
  drafts: readonly OptionDraft[];
  onChange: (drafts: OptionDraft[]) => void;
  /** By key; empty until one has tried to save. */
  problems: ReadonlyMap<string, OptionProblem>;
}

/** The choices of a field: name, colour, order. Enter in a name adds the next one. */
export function OptionsEditor({ drafts, onChange, problems }: OptionsEditorProps) {
  const t = useT();
  const legend = useId();
  const list = useRef<HTMLOListElement>(null);
  const add = () => {
    onChange(addDraft(drafts, crypto.randomUUID()));
    // The new row is there after the next render.
    requestAnimationFrame(() => [...(list.current?.querySelectorAll('input') ?? [])].at(-1)?.focus());
  };

  return (
    <fieldset>
      <legend id={legend} className="mb-1.5 text-13 font-medium">
        {t('settings.fields.choices')}
      </legend>
      <ol ref={list} aria-labelledby={legend} className="grid gap-1.5">
        {drafts.map((draft, index) => {
          const name = draft.label || t('settings.fields.choice', { number: index + 1 });
          const problem = problems.get(draft.key);
          return (
            <li key={draft.key}>
              <div className="flex items-center gap-1.5">
                <ColorButton
                  value={draft.color}
                  of={name}
                  onChange={(color) => onChange(changeDraft(drafts, draft.key, { color }))}
                />
                <Input
                  size="md"
                  aria-label={t('settings.fields.choice', { number: index + 1 })}
                  aria-invalid={problem ? true : undefined}
                  aria-describedby={problem ? `${legend}-${draft.key}` : undefined}
                  maxLength={60}
                  autoComplete="off"
                  value={draft.label}
                  onChange={(event) =>
                    onChange(changeDraft(drafts, draft.key, { label: event.target.value }))
                  }
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter') return;
                    event.preventDefault();
                    add();
                  }}
                />
                <MoveButtons
                  name={name}
                  index={index}
                  count={drafts.length}
                  onMove={(to) => onChange(moved(drafts, index, to))}
                />
                <IconButton
                  size="sm"
                  tooltip={false}
                  label={t('settings.delete_named', { name })}
                  icon={<X size={14} strokeWidth={2} />}
                  onClick={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
                />
              </div>
              {problem && (
                <p id={`${legend}-${draft.key}`} className="mt-1 ml-9 text-12 text-danger">
                  {t(`field_error.${problem}`)}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      <Button size="sm" className="mt-2" icon={<Plus size={16} strokeWidth={1.75} />} onClick={add}>
        {t('settings.fields.add_choice')}
      </Button>
    </fieldset>
  );
}
