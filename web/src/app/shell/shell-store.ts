import { create } from 'zustand';
import { readStored, writeStored } from '@/lib/storage';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

interface ShellState {
  collapsed: boolean;
  toggleSidebar: () => void;
  paletteOpen: boolean;
  setPaletteOpen: (open: boolean) => void;
  shortcutsOpen: boolean;
  setShortcutsOpen: (open: boolean) => void;
}

/** What of the shell is open. The width of the sidebar is remembered by the browser. */
export const useShell = create<ShellState>((set, get) => ({
  collapsed: readStored('sidebar-collapsed', isBoolean) ?? false,
  toggleSidebar: () => {
    const collapsed = !get().collapsed;
    writeStored('sidebar-collapsed', collapsed);
    set({ collapsed });
  },
  paletteOpen: false,
  setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
  shortcutsOpen: false,
  setShortcutsOpen: (shortcutsOpen) => set({ shortcutsOpen }),
}));
