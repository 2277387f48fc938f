import type { ReactNode } from 'react';

interface SettingPageProps {
  title: string;
  lede?: string;
  /** Buttons at the end of the head. */
  actions?: ReactNode;
  /** Tables and the matrix take the whole width. */
  wide?: boolean;
  children: ReactNode;
}

/** One page of the settings: its name (on phones the top bar says it), one sentence, its content. */
export function SettingPage({ title, lede, actions, wide = false, children }: SettingPageProps) {
  return (
    <div
      role="region"
      aria-label={title}
      // A page that one may only read has nothing to focus, yet arrows must scroll it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="focus-inset min-h-0 min-w-0 flex-1 overflow-y-auto"
    >
      <div className={`px-8 pt-6 pb-12 max-md:px-4 max-md:pt-2 ${wide ? 'max-w-[1160px]' : 'max-w-[760px]'}`}>
        <header className="flex flex-wrap items-start gap-x-3 gap-y-2">
          <div className="min-w-0 flex-1 basis-60">
            <h1 className="text-20 font-semibold max-md:hidden">{title}</h1>
            {lede && <p className="mt-0.5 text-ink-2">{lede}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}
