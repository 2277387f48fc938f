import type { ReactNode } from 'react';

interface ComposerModeProps {
  on: boolean;
  onPress: () => void;
  children: ReactNode;
}

/** Whether an answer is written, or a comment. */
export function ComposerMode({ on, onPress, children }: ComposerModeProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPress}
      className="touch-target relative flex h-6 shrink-0 items-center gap-1.5 rounded-ctl px-2 text-12 font-medium text-ink-2 hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink"
    >
      {children}
    </button>
  );
}
