import type { MailState } from '@/api/outbox';
import { useT } from '@/i18n/t';
import { Tag } from '@/ui/tag';

const colors: Record<MailState, string> = {
  queued: 'gray',
  sending: 'blue',
  sent: 'green',
  failed: 'red',
  unsure: 'amber',
};

export function MailStateTag({ state }: { state: MailState }) {
  const t = useT();
  return <Tag color={colors[state]}>{t(`outbox.state.${state}`)}</Tag>;
}
