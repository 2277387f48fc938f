import type { ReactNode } from 'react';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';

interface EventShellProps {
  /** An avatar, or an icon of 14 px with `plain`. */
  mark: ReactNode;
  line: ReactNode;
  at: string;
  /** The last of its day has no rail to the next. */
  last: boolean;
  /** Says the day as well as the time. */
  dated?: boolean;
  /** Not yet confirmed by the server. */
  pending?: boolean;
  /** Buttons before the time. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** One event: mark and rail, a line that says who did what, the time, and what was said. */
export function EventShell({
  mark,
  line,
  at,
  last,
  dated = false,
  pending = false,
  actions,
  children,
}: EventShellProps) {
  const format = useFormat();
  return (
    <li
      aria-busy={pending || undefined}
      className={cn(
        'group/event relative grid grid-cols-[24px_minmax(0,1fr)_auto] gap-x-2.5 py-[7px]',
        !last &&
          'before:absolute before:top-[34px] before:bottom-[-6px] before:left-[11.5px] before:w-px before:bg-line rtl:before:right-[11.5px] rtl:before:left-auto',
        pending && '[&_.rounded-card]:border-dashed',
      )}
    >
      {mark}
      <p className="min-w-0 leading-6 break-words text-ink-2">{line}</p>
      <span className="flex h-6 items-center gap-1">
        {actions}
        <time dateTime={at} title={format.full(at)} className="text-12 text-ink-3">
          {dated ? format.dateTime(at) : format.time(at)}
        </time>
      </span>
      {children !== undefined && <div className="col-start-2 col-end-[-1] min-w-0">{children}</div>}
    </li>
  );
}
