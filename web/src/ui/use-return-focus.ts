import { useRef } from 'react';

/**
 * Radix gives the focus back to the trigger of an overlay, and ours open without one. So what had the focus
 * is kept when an overlay opens and gets it back when it closes, unless it has been put elsewhere meanwhile.
 */
export function useReturnFocus() {
  const opener = useRef<HTMLElement | null>(null);
  return {
    keep: () => {
      opener.current = openerOf(document.activeElement);
    },
    giveBack: (event: Event) => {
      event.preventDefault();
      const now = document.activeElement;
      const free = !now || now === document.body || (event.currentTarget as Node | null)?.contains(now);
      if (free && opener.current?.isConnected) opener.current.focus();
    },
  };
}

/** An entry of a menu is gone by then, but the button of the menu is not. */
function openerOf(element: Element | null): HTMLElement | null {
  const menu = element?.closest('[role="menu"]');
  const button = menu && document.getElementById(menu.getAttribute('aria-labelledby') ?? '');
  return button ?? (element instanceof HTMLElement ? element : null);
}
