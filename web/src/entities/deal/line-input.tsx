import { useState, type KeyboardEvent } from 'react';
import { cn } from '@/lib/cn';

interface LineInputProps {
  /** Which column it is, so that the arrows find the one above and below. */
  column: string;
  label: string;
  text: string;
  /** Undefined for what cannot be read. */
  parse: (text: string) => unknown;
  onCommit: (value: unknown) => void;
  /** Shown while what was typed cannot be read. */
  problem: string;
  align?: 'start' | 'end';
  className?: string;
}

/** A value of a line that is always open: leaving it or Enter saves, Escape puts it back. */
export function LineInput({
  column,
  label,
  text,
  parse,
  onCommit,
  problem,
  align = 'end',
  className,
}: LineInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const close = () => {
    setDraft(null);
    setWrong(false);
  };
  const commit = (): boolean => {
    if (draft === null || draft.trim() === text.trim()) {
      close();
      return true;
    }
    const value = parse(draft);
    if (value === undefined) {
      setWrong(true);
      return false;
    }
    close();
    onCommit(value);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      close();
    } else if (step !== undefined) {
      event.preventDefault();
      if (!commit()) return;
      const table = event.currentTarget.closest('[data-lines]');
      const inputs = [...(table?.querySelectorAll<HTMLInputElement>(`[data-column="${column}"]`) ?? [])];
      inputs[inputs.indexOf(event.currentTarget) + step]?.focus();
    }
  };
  return (
    <span className={cn('relative block min-w-0', className)}>
      <input
        data-column={column}
        aria-label={label}
        aria-invalid={wrong || undefined}
        inputMode={align === 'end' ? 'decimal' : undefined}
        autoComplete="off"
        value={draft ?? text}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setDraft(event.target.value);
          setWrong(false);
        }}
        onBlur={commit}
        onKeyDown={onKeyDown}
        className={cn(
          'block h-8 w-full min-w-0 rounded-ctl border border-transparent bg-transparent px-2 text-13 text-ink hover:border-line-strong focus-visible:border-transparent focus-visible:bg-surface focus-visible:outline-offset-[-1px] aria-invalid:border-danger pointer-coarse:h-11 pointer-coarse:text-16 @max-[640px]:border-line',
          align === 'end' && 'text-right tabular-nums',
        )}
      />
      {wrong && (
        <span
          role="alert"
          className="absolute top-full right-0 z-10 mt-1 rounded-ctl border border-line-raised bg-raised-2 px-2 py-1 text-12 whitespace-nowrap text-danger shadow-pop"
        >
          {problem}
        </span>
      )}
    </span>
  );
}
