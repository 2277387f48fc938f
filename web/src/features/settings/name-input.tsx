import { useState, type KeyboardEvent } from 'react';
import { cn } from '@/lib/cn';
import { Input } from '@/ui/input';

interface NameInputProps {
  label: string;
  value: string;
  maxLength: number;
  onSave: (name: string) => void;
  /** As wide as its text, where something stands right after it. */
  fit?: boolean;
}

/** A name that is edited where it stands: Enter or leaving saves, Escape takes it back. */
export function NameInput({ label, value, maxLength, onSave, fit = false }: NameInputProps) {
  const [text, setText] = useState<string | null>(null);
  const finish = () => {
    const name = text?.trim();
    setText(null);
    if (name && name !== value) onSave(name);
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      finish();
    }
    if (event.key === 'Escape' && text !== null) {
      event.preventDefault();
      event.stopPropagation();
      setText(null);
    }
  };
  return (
    <div className={fit ? '-ml-2 min-w-0 max-sm:basis-full' : 'min-w-0 flex-1'}>
      <Input
        size="sm"
        aria-label={label}
        className={cn(
          'border-transparent! bg-transparent font-medium hover:bg-hover focus:bg-surface',
          fit && 'field-sizing-content w-auto! max-w-full font-semibold!',
        )}
        maxLength={maxLength}
        autoComplete="off"
        value={text ?? value}
        onChange={(event) => setText(event.target.value)}
        onBlur={finish}
        onKeyDown={keys}
      />
    </div>
  );
}
