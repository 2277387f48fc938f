import { create } from 'zustand';

/** What a new record starts with, by the field's path. */
export type CreateDefaults = Readonly<Record<string, unknown>>;

interface CreateRequest {
  /** The kind's key or its plural. */
  kind: string;
  defaults: CreateDefaults;
  /** Each opening is another one, so that nothing of the last is left in the form. */
  opening: number;
}

interface CreateState {
  request: CreateRequest | null;
  open: (kind: string, defaults?: CreateDefaults) => void;
  close: () => void;
}

export const useCreateStore = create<CreateState>((set, get) => ({
  request: null,
  open: (kind, defaults = {}) =>
    set({ request: { kind, defaults, opening: (get().request?.opening ?? 0) + 1 } }),
  close: () => set({ request: null }),
}));
