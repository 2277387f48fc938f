import { lazy, Suspense, useEffect, useState } from 'react';
import { onSessionEnded } from '@/api/session-ended';
import { useShell } from '../shell/shell-store';

const Form = lazy(async () => ({ default: (await import('./relogin-form')).ReloginForm }));

/** Asks for the password over the page when the session has ended; what was typed below stays. */
export function ReloginDialog() {
  const [ended, setEnded] = useState(false);
  useEffect(
    () =>
      onSessionEnded(() => {
        useShell.getState().setPaletteOpen(false);
        setEnded(true);
      }),
    [],
  );
  if (!ended) return null;
  return (
    <Suspense>
      <Form onDone={() => setEnded(false)} />
    </Suspense>
  );
}
