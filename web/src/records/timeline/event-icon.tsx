import type { ReactNode } from 'react';

/** The mark of an event that is about the record and not about a person. */
export function EventIcon({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-6 place-items-center rounded-full bg-sunken text-ink-2 dark:bg-hover [&_svg]:size-3.5 [&_svg]:[stroke-width:2]"
    >
      {children}
    </span>
  );
}
