import { ChevronDown } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface PanelSectionProps {
  title: string;
  count?: string;
  /** A button at the end of the head. */
  action?: ReactNode;
  /** Starts closed; nothing inside is worth the room yet. */
  closed?: boolean;
  children?: ReactNode;
}

/** A part of the record's panel that folds away. */
export function PanelSection({ title, count, action, closed = false, children }: PanelSectionProps) {
  const id = useId();
  const [open, setOpen] = useState(!closed);
  const foldable = children !== undefined && children !== null && children !== false;
  const head = (
    <>
      {title}
      {count !== undefined && <span className="text-12 font-medium text-ink-3 tabular-nums">{count}</span>}
    </>
  );
  return (
    <section className={cn('border-b border-line last:border-0', foldable && open && 'pb-2')}>
      <div className="flex h-9 items-center gap-1.5 pr-3 pl-5 max-md:h-11 max-md:pl-4">
        <h2 className="min-w-0 font-semibold">
          {foldable ? (
            <button
              type="button"
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen(!open)}
              className="flex h-7 items-center gap-1.5 rounded-tag"
            >
              {head}
              <ChevronDown
                size={12}
                strokeWidth={2.25}
                className={cn('text-ink-3', !open && '-rotate-90')}
                aria-hidden="true"
              />
            </button>
          ) : (
            <span className="flex items-center gap-1.5">{head}</span>
          )}
        </h2>
        {action && <span className="ml-auto">{action}</span>}
      </div>
      {foldable && open && <div id={id}>{children}</div>}
    </section>
  );
}
