import { CloudAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';

interface ErrorStateProps {
  title: string;
  description?: ReactNode;
  /** What the person can quote to whoever runs the server. */
  requestId?: string | null;
  requestIdLabel: string;
  copyLabel: string;
  copiedLabel: string;
  icon?: ReactNode;
  actions?: ReactNode;
  /** `panel` takes less room, inside a part of a page. */
  size?: 'page' | 'panel';
}

export function ErrorState({
  title,
  description,
  requestId,
  requestIdLabel,
  copyLabel,
  copiedLabel,
  icon,
  actions,
  size = 'page',
}: ErrorStateProps) {
  const Heading = size === 'page' ? 'h1' : 'h2';
  return (
    <div
      role="alert"
      className={
        size === 'page'
          ? 'mx-auto grid max-w-[400px] justify-items-center gap-1 px-4 py-16 text-center'
          : 'grid justify-items-center gap-1 px-4 py-6 text-center'
      }
    >
      {size === 'page' && (
        <span
          aria-hidden="true"
          className="mb-3 grid size-14 place-items-center rounded-full border border-line text-ink-3 [&_svg]:size-6 [&_svg]:[stroke-width:1.5]"
        >
          {icon ?? <CloudAlert />}
        </span>
      )}
      <Heading className={size === 'page' ? 'text-16 font-semibold' : 'text-13 font-semibold'}>
        {title}
      </Heading>
      {description && <p className="text-13 text-ink-2">{description}</p>}
      {requestId && (
        <p className="mt-2 flex items-center gap-1 text-12 text-ink-3">
          {requestIdLabel} <code className="font-mono text-11 select-all">{requestId}</code>
          <CopyButton text={requestId} label={copyLabel} doneLabel={copiedLabel} />
        </p>
      )}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
