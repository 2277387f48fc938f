import { Monitor, Smartphone } from 'lucide-react';
import { useState } from 'react';
import type { PushBrowser } from '@/api/push';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';

/** Another browser that takes pushes. */
export function PushBrowserRow({ browser, onStop }: { browser: PushBrowser; onStop: () => Promise<void> }) {
  const t = useT();
  const format = useFormat();
  const [pending, setPending] = useState(false);
  const Icon = /phone|android|ios|mobile/i.test(browser.device) ? Smartphone : Monitor;
  const stop = () => {
    setPending(true);
    // What went wrong is said by whoever does it.
    onStop()
      .catch(() => {})
      .finally(() => setPending(false));
  };
  return (
    <li className="flex items-center gap-3 py-2.5">
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{browser.device}</p>
        <p className="text-12 text-ink-3">
          {browser.trouble
            ? t('notify.push.trouble', { why: browser.trouble })
            : t('notify.push.since', { when: format.ago(browser.created_at) })}
        </p>
      </div>
      <Button size="sm" loading={pending} onClick={stop}>
        {t('notify.push.stop')}
        <span className="sr-only"> {browser.device}</span>
      </Button>
    </li>
  );
}
