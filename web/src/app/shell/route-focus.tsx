import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { announce } from '@/lib/announcer';

/** After a change of page a screen reader hears where it is, and focus that went with the old page moves on. */
export function RouteFocus() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const last = useRef(path);
  useEffect(() => {
    const first = last.current === undefined;
    const same = last.current === path;
    last.current = path;
    if (first || same) return;
    const timer = setTimeout(() => {
      announce(document.title);
      const content = document.getElementById('content');
      if (document.activeElement === document.body) content?.focus({ preventScroll: true });
    }, 100);
    return () => clearTimeout(timer);
  }, [path]);
  return null;
}
