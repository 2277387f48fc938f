import { RadioGroup as Radix } from 'radix-ui';
import { useId, type ReactNode } from 'react';

export interface RadioOption<Value extends string> {
  value: Value;
  label: string;
  hint?: ReactNode;
  /** Belongs to the option and is there while it is chosen: more to fill in. */
  content?: ReactNode;
  disabled?: boolean;
}

interface RadioGroupProps<Value extends string> {
  /** The accessible name of the group. */
  label: string;
  value: Value;
  options: readonly RadioOption<Value>[];
  onValueChange: (value: Value) => void;
}

export function RadioGroup<Value extends string>({
  label,
  value,
  options,
  onValueChange,
}: RadioGroupProps<Value>) {
  const base = useId();
  return (
    <Radix.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      className="grid gap-2.5 pointer-coarse:gap-0"
    >
      {options.map((option) => {
        const id = `${base}-${option.value}`;
        return (
          <div key={option.value} className="flex items-start gap-2.5 pointer-coarse:py-3">
            <Radix.Item
              id={id}
              value={option.value}
              disabled={option.disabled}
              // The keys move the focus a moment later, and the choice goes with it. A key that was let go
              // within that moment would leave the two apart.
              onFocus={({ relatedTarget: from, currentTarget: to }) => {
                if (from instanceof HTMLElement && isSibling(from, to)) onValueChange(option.value);
              }}
              aria-describedby={option.hint ? `${id}-hint` : undefined}
              className="relative mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border-[1.25px] border-line-strong bg-surface before:absolute before:-inset-1 disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
            >
              <Radix.Indicator className="size-1.5 rounded-full bg-on-accent" />
            </Radix.Item>
            <div className="min-w-0 flex-1">
              <label htmlFor={id} className="text-13 font-medium">
                {option.label}
              </label>
              {option.hint && (
                <p id={`${id}-hint`} className="text-12 text-ink-2">
                  {option.hint}
                </p>
              )}
              {option.content && option.value === value && <div className="pt-2 pb-1">{option.content}</div>}
            </div>
          </div>
        );
      })}
    </Radix.Root>
  );
}

const isSibling = (one: HTMLElement, other: HTMLElement) =>
  one.role === 'radio' && one.closest('[role=radiogroup]') === other.closest('[role=radiogroup]');
