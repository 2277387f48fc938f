import { useId, type ReactNode } from 'react';

/** Some of the reports under a heading. */
export function ReportsSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-1.5 px-3 text-12 font-medium text-ink-3">
        {title}
      </h2>
      <ul className="border-t border-line">{children}</ul>
    </section>
  );
}
