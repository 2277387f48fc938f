import { useEffect } from 'react';
import type { Doing } from '@/api/events';
import { useLive } from './live-store';

/** Tells others that the record is looked at, and whether something is being written on its page. */
export function useViewing(kind: string, id: string): void {
  useEffect(() => {
    const turn = () => {
      const doing = doingNow();
      const { viewing } = useLive.getState();
      if (viewing?.kind === kind && viewing.id === id && viewing.doing === doing) return;
      useLive.setState({ viewing: { kind, id, doing } });
    };
    // The focus has moved only once the event is over.
    const soon = () => setTimeout(turn, 0);
    turn();
    document.addEventListener('focusin', soon);
    document.addEventListener('focusout', soon);
    return () => {
      document.removeEventListener('focusin', soon);
      document.removeEventListener('focusout', soon);
      useLive.setState({ viewing: null });
    };
  }, [kind, id]);
}

function doingNow(): Doing {
  const focused = document.activeElement;
  if (!focused?.closest('#content')?.contains(focused)) return 'viewing';
  if (focused.closest('[data-writes]')) return 'replying';
  return focused.matches('input, textarea, select') ? 'editing' : 'viewing';
}
