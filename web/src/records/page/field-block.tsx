import type { ReactNode } from 'react';

interface FieldBlockProps {
  label: string;
  /** What its value comes to, in a word or two, at the end of the label's line. */
  sum?: string | undefined;
  children: ReactNode;
}

/** A field whose value is too large to stand beside its label. */
export function FieldBlock({ label, sum, children }: FieldBlockProps) {
  return (
    <div className="py-0.5 pr-3 pl-5 max-md:pl-4">
      <dt className="flex items-baseline gap-2 py-1 text-ink-2">
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {sum !== undefined && <span className="text-12 text-ink-3 tabular-nums">{sum}</span>}
      </dt>
      <dd className="flex flex-col gap-1">{children}</dd>
    </div>
  );
}
