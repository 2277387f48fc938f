import { useSyncExternalStore } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';

const MINUTE = 60_000;

function everyMinute(tick: () => void): () => void {
  const timer = setInterval(tick, MINUTE);
  return () => clearInterval(timer);
}

/** How old what is shown is. */
export function UpdatedText({ at }: { at: number }) {
  const t = useT();
  const format = useFormat();
  const now = useSyncExternalStore(everyMinute, () => Math.floor(Date.now() / MINUTE));
  const when = format.ago(new Date(at).toISOString(), new Date(Math.max(at, now * MINUTE)));
  return <>{t('records.updated', { when: when.charAt(0).toLocaleLowerCase() + when.slice(1) })}</>;
}
