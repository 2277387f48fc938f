import { X } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { hueOf } from '@/lib/hue';

interface TagProps {
  /** A colour name of the server; unknown ones are grey. */
  color?: string | null;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
  /** With both a remove button is shown. */
  onRemove?: () => void;
  removeLabel?: string;
}

export function Tag({ color, icon, children, className, onRemove, removeLabel }: TagProps) {
  const hue = hueOf(color);
  return (
    <span
      style={hue === null ? undefined : ({ '--h': hue } as CSSProperties)}
      className={cn(
        'inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded-tag px-1.5 align-top text-12 font-medium whitespace-nowrap tabular-nums',
        hue === null ? 'tinted-gray' : 'tinted',
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
      {onRemove && removeLabel && (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="touch-target relative -mr-1 grid size-4 place-items-center rounded-tag hover:bg-hover hover:text-ink"
        >
          <X size={12} strokeWidth={2.25} />
        </button>
      )}
    </span>
  );
}
