import { X } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { Checkbox } from '@/ui/checkbox';
import { IconButton } from '@/ui/icon-button';
import type { ChecklistItem } from '../checklist';

interface ChecklistLineProps {
  item: ChecklistItem;
  disabled?: boolean;
  onChange: (item: ChecklistItem) => void;
  onRemove: () => void;
  /** To the item after this one. */
  onNext: () => void;
}

/** One thing to tick: its box, its words, and the way to be rid of it. */
export function ChecklistLine({ item, disabled = false, onChange, onRemove, onNext }: ChecklistLineProps) {
  const t = useT();
  const id = useId();
  const [text, setText] = useState(item.text);
  const [known, setKnown] = useState(item.text);
  // Another item stands here now, or somebody else changed its words: what was typed is not about it.
  if (known !== item.text) {
    setKnown(item.text);
    setText(item.text);
  }
  const look = cn('min-w-0 flex-1 text-13', item.done ? 'text-ink-3 line-through' : 'text-ink');
  const tick = (
    <Checkbox
      checked={item.done}
      disabled={disabled}
      aria-labelledby={id}
      onCheckedChange={(done) => onChange({ text: item.text, done })}
      className="mt-1.5 pointer-coarse:mt-3.5"
    />
  );
  if (disabled) {
    return (
      <li className="flex items-start gap-2">
        {tick}
        <span id={id} className={cn(look, 'px-1 py-1 break-words')}>
          {item.text}
        </span>
      </li>
    );
  }
  const keep = () => {
    const words = text.trim();
    if (words === '') onRemove();
    else if (words !== item.text) onChange({ ...item, text: words });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.metaKey || event.ctrlKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      // Leaving the box keeps what was typed.
      onNext();
    } else if (event.key === 'Escape' && text !== item.text) {
      event.stopPropagation();
      setText(item.text);
    } else if (event.key === 'Backspace' && text === '') {
      event.preventDefault();
      onRemove();
    }
  };
  return (
    <li className="group flex items-start gap-2">
      {tick}
      <span id={id} className="sr-only">
        {item.text}
      </span>
      <textarea
        rows={1}
        value={text}
        aria-label={t('records.checklist.text', { item: item.text })}
        onChange={(event) => setText(event.target.value.replace(/\s*\n\s*/g, ' '))}
        onKeyDown={onKeyDown}
        onBlur={keep}
        className={cn(
          look,
          'field-sizing-content resize-none rounded-tag bg-transparent px-1 py-1 outline-none hover:bg-hover focus-visible:ring-2 focus-visible:ring-ring pointer-coarse:py-3 pointer-coarse:text-16',
        )}
      />
      <span className="shrink-0 py-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:py-2.5 pointer-coarse:opacity-100">
        <IconButton
          size="sm"
          label={t('records.checklist.remove', { item: item.text })}
          icon={<X size={14} strokeWidth={2} />}
          onClick={onRemove}
        />
      </span>
    </li>
  );
}
