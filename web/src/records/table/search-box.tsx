import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useT } from '@/i18n/t';
import { IconButton } from '@/ui/icon-button';

interface SearchBoxProps {
  value: string;
  onChange: (text: string) => void;
  /** Where `/` puts the focus. */
  inputRef: RefObject<HTMLInputElement | null>;
}

const PAUSE = 200;

/** Words to look for in this list. The list follows when typing rests. */
export function SearchBox({ value, onChange, inputRef }: SearchBoxProps) {
  const t = useT();
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Back and Reset change the words from outside; the box shows them unless it is ahead.
  if (value !== known) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim()), PAUSE);
  };
  const clear = () => {
    clearTimeout(timer.current);
    setText('');
    onChange('');
    inputRef.current?.focus();
  };
  return (
    <span className="relative w-44 shrink-0 max-md:w-full">
      <Search
        size={16}
        strokeWidth={1.75}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-ink-3"
      />
      <input
        ref={inputRef}
        type="text"
        role="searchbox"
        enterKeyHint="search"
        autoComplete="off"
        value={text}
        placeholder={t('records.search')}
        aria-label={t('records.search')}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (text === '') inputRef.current?.blur();
          else clear();
        }}
        className="h-7 w-full rounded-ctl border border-line bg-surface pr-7 pl-8 text-13 focus-visible:border-transparent focus-visible:outline-offset-[-1px] max-md:border-line-strong pointer-coarse:h-11 pointer-coarse:text-16"
      />
      {text !== '' && (
        <span className="absolute inset-y-0 right-0.5 flex items-center">
          <IconButton
            size="sm"
            tooltip={false}
            label={t('records.clear_search')}
            icon={<X size={14} strokeWidth={2} />}
            onClick={clear}
          />
        </span>
      )}
    </span>
  );
}
