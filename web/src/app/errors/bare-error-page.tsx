import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorPage } from './error-page';

/** The error page where not even the frame could be shown. */
export function BareErrorPage(props: ErrorComponentProps) {
  return (
    <main id="content" className="flex min-h-0 flex-1 flex-col bg-surface">
      <ErrorPage {...props} />
    </main>
  );
}
