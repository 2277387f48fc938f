import { create } from 'zustand';

export type ThemeChoice = 'system' | 'light' | 'dark';

interface ThemeState {
  choice: ThemeChoice;
  /** What is on the screen. */
  theme: 'light' | 'dark';
  choose: (choice: ThemeChoice) => void;
}

// The script in index.html reads the same key before the first paint, as plain text.
const key = 'kith.theme';

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

const prefersDark = () => window.matchMedia('(prefers-color-scheme: dark)');

function resolve(choice: ThemeChoice): 'light' | 'dark' {
  if (choice !== 'system') return choice;
  return prefersDark().matches ? 'dark' : 'light';
}

function apply(theme: 'light' | 'dark'): void {
  document.documentElement.dataset['theme'] = theme;
  const canvas = getComputedStyle(document.documentElement).getPropertyValue('--canvas').trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', canvas);
}

export const useTheme = create<ThemeState>((set) => ({
  choice: readChoice(),
  theme: resolve(readChoice()),
  choose: (choice) => {
    try {
      if (choice === 'system') localStorage.removeItem(key);
      else localStorage.setItem(key, choice);
    } catch {
      // The choice then lasts as long as the page.
    }
    const theme = resolve(choice);
    apply(theme);
    set({ choice, theme });
  },
}));

/** Follows the system while nothing else was chosen. Called once, when the app starts. */
export function watchSystemTheme(): void {
  apply(useTheme.getState().theme);
  prefersDark().addEventListener('change', () => {
    const { choice, choose } = useTheme.getState();
    if (choice === 'system') choose('system');
  });
}
