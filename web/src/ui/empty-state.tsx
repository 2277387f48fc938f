import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** An icon; it is drawn at 24 px in a quiet ring. */
  icon?: ReactNode;
  title: string;
  description?: ReactNode;
  /** At most one primary button, then the others. */
  actions?: ReactNode;
  /** `h1` where it is the whole page. */
  heading?: 'h1' | 'h2';
}

export function EmptyState({ icon, title, description, actions, heading: Heading = 'h2' }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-[360px] justify-items-center gap-1 px-4 py-16 text-center">
      {icon && (
        <span
          aria-hidden="true"
          className="mb-3 grid size-14 place-items-center rounded-full border border-line text-ink-3 [&_svg]:size-6 [&_svg]:[stroke-width:1.5]"
        >
          {icon}
        </span>
      )}
      <Heading className={Heading === 'h1' ? 'text-16 font-semibold' : 'text-13 font-semibold'}>
        {title}
      </Heading>
      {description && <p className="text-13 text-ink-2">{description}</p>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
