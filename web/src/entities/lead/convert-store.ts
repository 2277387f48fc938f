import { create } from 'zustand';
import type { RecordRow } from '@/api/types';

interface ConvertState {
  /** The lead whose conversion is asked about. */
  lead: RecordRow | null;
  open: (lead: RecordRow) => void;
  close: () => void;
}

/** The action stands wherever a lead does; the dialog stands once, over all pages. */
export const useConvertStore = create<ConvertState>((set) => ({
  lead: null,
  open: (lead) => set({ lead }),
  close: () => set({ lead: null }),
}));
