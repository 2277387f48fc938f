import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** One per app: after the first tooltip the next ones open at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}
