import { create } from 'zustand';
import type { BulkTarget } from '@/records/mutations/use-bulk-action';

interface SequenceState {
  /** The leads for which a sequence is to be started. */
  target: BulkTarget | null;
  open: (target: BulkTarget) => void;
  close: () => void;
}

/** Asked for wherever leads are; the dialog stands once, over all pages. */
export const useSequenceStore = create<SequenceState>((set) => ({
  target: null,
  open: (target) => set({ target }),
  close: () => set({ target: null }),
}));
