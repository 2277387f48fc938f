import { lazy } from 'react';
import type { BoardLayout } from '@/records/table/board-layout';

/** The board of deals. Its code comes when somebody looks at it, and that of the switch with the list of deals. */
export const dealBoard: BoardLayout = {
  looks: { board: lazy(async () => ({ default: (await import('./deal-board')).DealBoard })) },
  Tools: lazy(async () => ({ default: (await import('./board-tools')).BoardTools })),
};
