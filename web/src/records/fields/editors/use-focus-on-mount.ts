import { useEffect, useRef } from 'react';

/** Focuses and selects a text box once, when it appears because somebody chose to edit. */
export function useFocusOnMount<Box extends HTMLInputElement | HTMLTextAreaElement>(wanted = false) {
  const ref = useRef<Box>(null);
  useEffect(() => {
    if (!wanted) return;
    ref.current?.focus();
    ref.current?.select();
  }, [wanted]);
  return ref;
}
