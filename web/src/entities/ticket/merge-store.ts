import { create } from 'zustand';
import type { RecordRow } from '@/api/types';

interface MergeState {
  /** The tickets that are to become one; more are chosen in the dialog. */
  merging: readonly string[] | null;
  /** The message that is to become a ticket, and the ticket it stands in. */
  splitting: { ticket: RecordRow; message: RecordRow } | null;
  merge: (ids: readonly string[]) => void;
  split: (ticket: RecordRow, message: RecordRow) => void;
  close: () => void;
}

/** The actions stand wherever a ticket does; the dialogs stand once, over all pages. */
export const useMergeStore = create<MergeState>((set) => ({
  merging: null,
  splitting: null,
  merge: (merging) => set({ merging }),
  split: (ticket, message) => set({ splitting: { ticket, message } }),
  close: () => set({ merging: null, splitting: null }),
}));
