import { onlineManager } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useT } from '@/i18n/t';
import { useLive } from '@/records/live/live-store';
import { Banner } from '@/ui/banner';

const subscribe = (changed: () => void) => onlineManager.subscribe(changed);

export function OfflineBanner() {
  const t = useT();
  const online = useSyncExternalStore(subscribe, () => onlineManager.isOnline());
  const lost = useLive((state) => state.lost);
  if (online && !lost) return null;
  return (
    <Banner tone="warning" icon={<CloudOff size={14} strokeWidth={2} aria-hidden="true" />}>
      {t(online ? 'shell.not_live' : 'shell.offline')}
    </Banner>
  );
}
