import { createContext, type ReactNode } from 'react';

/** What the frame puts at the end of every page's head, before the page's own buttons. */
export const TopBarTail = createContext<ReactNode>(null);
