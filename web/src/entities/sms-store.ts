import { create } from 'zustand';
import type { RecordRow } from '@/api/types';

interface SmsState {
  /** Who is written to, and of what kind they are. */
  to: { kind: 'contact' | 'lead'; record: RecordRow } | null;
  open: (kind: 'contact' | 'lead', record: RecordRow) => void;
  close: () => void;
}

/** The action stands wherever somebody with a number does; the dialog stands once, over all pages. */
export const useSmsStore = create<SmsState>((set) => ({
  to: null,
  open: (kind, record) => set({ to: { kind, record } }),
  close: () => set({ to: null }),
}));
