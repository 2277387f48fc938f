import { onlineManager } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useT } from '@/i18n/t';
import { useLive } from '@/records/live/live-store';
import { useWaiting } from '@/records/offline/waiting-store';
import { Banner } from '@/ui/banner';
import { Button } from '@/ui/button';

const subscribe = (changed: () => void) => onlineManager.subscribe(changed);

/** Says that there is no network, and what waits for it or was refused. */
export function OfflineBanner() {
  const t = useT();
  const online = useSyncExternalStore(subscribe, () => onlineManager.isOnline());
  const lost = useLive((state) => state.lost);
  const items = useWaiting((state) => state.items);
  const refused = items.filter((item) => item.refused !== undefined).length;
  const count = items.length - refused;
  const said = [
    ...(online ? (lost ? [t('shell.not_live')] : []) : [t('shell.offline')]),
    ...(count > 0 ? [t(online ? 'waiting.sending' : 'waiting.count', { count })] : []),
    ...(refused > 0 ? [t('waiting.refused', { count: refused })] : []),
  ];
  if (said.length === 0) return null;
  return (
    <Banner
      tone={online && refused > 0 ? 'danger' : 'warning'}
      icon={<CloudOff size={14} strokeWidth={2} aria-hidden="true" />}
      actions={
        items.length > 0 && (
          <Button variant="ghost" size="sm" onClick={() => useWaiting.setState({ open: true })}>
            {t('waiting.show')}
          </Button>
        )
      }
    >
      {said.join(' ')}
    </Banner>
  );
}
