import type { Token } from 'marked';
import { createContext } from 'react';

interface Boxes {
  numbers: ReadonlyMap<Token, number>;
  tick: ((number: number) => void) | undefined;
}

/** The boxes of the text around: which is which, and how one is ticked. */
export const BoxContext = createContext<Boxes>({ numbers: new Map(), tick: undefined });
