import { create } from 'zustand';
import { hotkeys } from '@/lib/hotkeys';
import { readStored, writeStored } from '@/lib/storage';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

interface SingleKeysState {
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
}

/** Whether shortcuts without a modifier work; who dictates or has a tremor switches them off (WCAG 2.1.4). */
export const useSingleKeys = create<SingleKeysState>((set) => ({
  enabled: readStored('single-keys', isBoolean) ?? true,
  setEnabled: (enabled) => {
    writeStored('single-keys', enabled);
    hotkeys.singleKeys = enabled;
    set({ enabled });
  },
}));
