import { Plus } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import type { ChecklistItem } from '../checklist';
import { ChecklistLine } from './checklist-line';
import { useFocusOnMount } from './use-focus-on-mount';

interface ChecklistBoxProps {
  /** The accessible name of the list. */
  label: string;
  items: readonly ChecklistItem[];
  onChange: (items: ChecklistItem[]) => void;
  disabled?: boolean;
  autoFocus?: boolean;
  /** Of the box for another item, which a label may point to. */
  id?: string;
}

/**
 * Things to tick. Enter adds what was typed and stays for the next one; the words of an item are
 * changed where they stand, and an item whose words are taken away is gone.
 */
export function ChecklistBox({ label, items, onChange, disabled, autoFocus, id }: ChecklistBoxProps) {
  const t = useT();
  const [text, setText] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const adding = useFocusOnMount<HTMLInputElement>(autoFocus);

  const focusLine = (index: number) => {
    requestAnimationFrame(() => {
      const boxes = list.current?.querySelectorAll<HTMLElement>('textarea');
      (boxes?.[index] ?? adding.current)?.focus();
    });
  };
  const put = (index: number, item: ChecklistItem) => onChange(items.with(index, item));
  const remove = (index: number) => {
    onChange(items.toSpliced(index, 1));
    announce(t('records.checklist.removed', { item: items[index]?.text ?? '' }));
    focusLine(index === 0 ? 0 : index - 1);
  };
  const add = () => {
    const words = text.trim();
    if (words === '') return;
    onChange([...items, { text: words, done: false }]);
    announce(t('records.checklist.added', { item: words }));
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.metaKey || event.ctrlKey) return;
    // Enter is for this item; the form or the cell around it must not take it.
    event.preventDefault();
    event.stopPropagation();
    add();
  };
  return (
    <div>
      {items.length > 0 && (
        <ul ref={list} aria-label={label}>
          {items.map((item, index) => (
            <ChecklistLine
              // Items have no identity but their place; a line takes over the words that stand there.
              key={`line-${index}`}
              item={item}
              disabled={disabled}
              onChange={(next) => put(index, next)}
              onRemove={() => remove(index)}
              onNext={() => focusLine(index + 1)}
            />
          ))}
        </ul>
      )}
      {!disabled && (
        <div className="flex min-h-7 items-center gap-2 pointer-coarse:min-h-11">
          <Plus size={16} strokeWidth={1.75} className="shrink-0 text-ink-3" aria-hidden="true" />
          <input
            ref={adding}
            id={id}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={add}
            placeholder={t('records.checklist.add')}
            aria-label={id === undefined ? t('records.checklist.add_to', { list: label }) : undefined}
            enterKeyHint="done"
            className="h-7 min-w-0 flex-1 rounded-tag bg-transparent px-1 text-13 text-ink outline-none placeholder:text-ink-3 focus-visible:ring-2 focus-visible:ring-ring pointer-coarse:h-11 pointer-coarse:text-16"
          />
        </div>
      )}
    </div>
  );
}
