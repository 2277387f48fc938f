import { useEffect, useRef } from 'react';
import { useT } from '@/i18n/t';

/**
 * Stands where an editor will be while its code comes. It holds the focus as one types, so that what is
 * typed too early runs no shortcut of the page.
 */
export function EditorWaiting() {
  const t = useT();
  const holder = useRef<HTMLSpanElement>(null);
  useEffect(() => holder.current?.focus(), []);
  return (
    <span
      ref={holder}
      role="progressbar"
      aria-label={t('common.loading')}
      tabIndex={-1}
      data-typing=""
      className="block size-full min-h-7 outline-none"
    />
  );
}
