import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Combobox, type ComboboxOption } from '@/ui/combobox';
import type { EditorProps } from '../field-kind';
import { controlProps } from './control-props';

interface ChoiceBoxProps extends Pick<
  Parameters<typeof Combobox>[0],
  'options' | 'selected' | 'multiple' | 'query' | 'onQueryChange' | 'loading' | 'create'
> {
  editor: EditorProps;
  onChoose: (chosen: ComboboxOption[]) => void;
}

/** A list to choose from, as a control or over a cell; editing a cell opens it at once. */
export function ChoiceBox({ editor, onChoose, ...list }: ChoiceBoxProps) {
  const { ctx, look, size, autoFocus, onCancel } = editor;
  const [open, setOpen] = useState(autoFocus ?? false);
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) onCancel?.();
  };
  const shown = list.selected.map((option) => option.label).join(', ');
  const { disabled, id, ...aria } = controlProps(editor);
  return (
    <Combobox
      {...list}
      {...aria}
      id={id}
      disabled={disabled}
      label={ctx.label}
      placeholder={ctx.t('records.choose')}
      searchPlaceholder={ctx.t('common.search')}
      emptyLabel={ctx.t('records.no_choice')}
      clearLabel={
        ctx.field.required || look === 'cell' ? undefined : ctx.t('records.clear_field', { field: ctx.label })
      }
      size={size}
      open={open}
      onOpenChange={change}
      onChange={onChoose}
      trigger={
        look === 'cell' ? (
          <button
            type="button"
            aria-label={ctx.label}
            className="flex h-full w-full items-center gap-1 px-2.5 text-left outline-none"
          >
            <span className="min-w-0 flex-1 truncate">{shown}</span>
            <ChevronDown size={14} strokeWidth={2} className="shrink-0 text-ink-3" aria-hidden="true" />
          </button>
        ) : undefined
      }
    />
  );
}
