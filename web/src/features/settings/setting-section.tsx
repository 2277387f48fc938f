import { useId, type ReactNode } from 'react';

interface SettingSectionProps {
  title: string;
  lede?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** Sections meet at a line; there is no box around them. */
export function SettingSection({ title, lede, actions, children }: SettingSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-7 border-t border-line pt-5">
      <div className="mb-4 flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {lede && <div className="mt-0.5 text-ink-2">{lede}</div>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
