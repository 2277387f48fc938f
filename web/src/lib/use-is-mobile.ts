import { useMedia } from './use-media';

/** Narrower than Tailwind's `md`: overlays become sheets and the bottom navigation replaces the sidebar. */
export function useIsMobile(): boolean {
  return useMedia('(max-width: 767.98px)');
}
