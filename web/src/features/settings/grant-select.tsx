import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { cn } from '@/lib/cn';

interface GrantSelectProps<Value extends string> {
  label: string;
  /** Where the label stands beside it already. */
  labelHidden?: boolean;
  value: Value;
  options: readonly { value: Value; label: string }[];
  /** The value that is shown in quiet ink, so that what is allowed stands out. */
  quiet: Value;
  locked: boolean;
  onChange: (value: Value) => void;
}

/** One cell of the matrix. There are about a hundred, so each is the browser's own select. */
export function GrantSelect<Value extends string>(props: GrantSelectProps<Value>) {
  const { label, labelHidden = false, value, options, quiet, locked, onChange } = props;
  const id = useId();
  const ink = value === quiet ? 'text-ink-3' : 'text-ink';
  return (
    <div className="min-w-0">
      <label
        htmlFor={locked ? undefined : id}
        className={cn('mb-0.5 block text-12 text-ink-3', labelHidden ? 'sr-only' : 'md:sr-only')}
      >
        {label}
      </label>
      {locked ? (
        <span className={cn('flex h-7 items-center px-2', ink)}>
          {options.find((option) => option.value === value)?.label}
        </span>
      ) : (
        <span className="relative block">
          <select
            id={id}
            value={value}
            className={cn(
              'focus-inset h-7 w-full appearance-none rounded-ctl border border-line bg-surface pr-6 pl-2 text-13 hover:bg-hover max-md:border-line-strong pointer-coarse:h-11 pointer-coarse:text-16',
              ink,
            )}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.target.value);
              if (chosen) onChange(chosen.value);
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            size={12}
            strokeWidth={2}
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 right-2 my-auto text-ink-3"
          />
        </span>
      )}
    </div>
  );
}
