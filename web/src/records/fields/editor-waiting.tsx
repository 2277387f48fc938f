import { useEffect, useRef } from 'react';

/**
 * Stands where an editor will be while its code comes. It holds the focus as one types, so that what is
 * typed too early runs no shortcut of the page.
 */
export function EditorWaiting({ label }: { label: string }) {
  const holder = useRef<HTMLSpanElement>(null);
  useEffect(() => holder.current?.focus(), []);
  return (
    <span
      ref={holder}
      role="progressbar"
      aria-label={label}
      tabIndex={-1}
      data-typing=""
      className="block size-full min-h-7 outline-none"
    />
  );
}
