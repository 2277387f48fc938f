import { create } from 'zustand';

interface Offers {
  /** The notes under which a task is offered, by id. */
  open: ReadonlySet<string>;
  offer: (note: string) => void;
  dismiss: (note: string) => void;
}

export const useOffers = create<Offers>((set, get) => ({
  open: new Set(),
  offer: (note) => set({ open: new Set([...get().open, note]) }),
  dismiss: (note) => set({ open: new Set([...get().open].filter((id) => id !== note)) }),
}));
