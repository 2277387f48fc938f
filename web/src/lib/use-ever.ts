import { useState } from 'react';

/** Whether it has ever been true while the component is on the screen. */
export function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}
