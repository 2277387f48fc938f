import { useId, type ReactNode } from 'react';

interface FormSectionProps {
  title: string;
  /** At the end of the heading: the switch that leaves the section out. */
  end?: ReactNode;
  children?: ReactNode;
}

/** A part of the dialog under its heading. */
export function FormSection({ title, end, children }: FormSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mb-4 border-b border-line pb-4">
      <div className="flex min-h-7 items-center gap-2 pb-2">
        <h3 id={id} className="flex-1 font-semibold">
          {title}
        </h3>
        {end}
      </div>
      {children}
    </section>
  );
}
