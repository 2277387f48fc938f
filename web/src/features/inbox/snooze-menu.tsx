import { Clock } from 'lucide-react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { MenuEntry } from '@/ui/menu-types';
import { snoozeTimes } from './snooze-times';

interface SnoozeMenuProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  snoozed: boolean;
  /** The moment it comes back; null brings it back now. */
  onChoose: (until: string | null) => void;
}

/** Until when nobody wants to see the ticket. */
export function SnoozeMenu({ open, onOpenChange, snoozed, onChoose }: SnoozeMenuProps) {
  const t = useT();
  const format = useFormat();
  const entries: MenuEntry[] = snoozeTimes(format.timeZone).map(({ id, at }) => ({
    type: 'item',
    id,
    label: `${t(`inbox.snooze.${id}`)} · ${format.dateTime(at)}`,
    onSelect: () => onChoose(at),
  }));
  if (snoozed) {
    entries.unshift({ type: 'item', id: 'wake', label: t('inbox.wake'), onSelect: () => onChoose(null) });
  }
  return (
    <DropdownMenu
      label={t('inbox.snooze')}
      align="end"
      open={open}
      onOpenChange={onOpenChange}
      entries={entries}
      trigger={
        <IconButton label={t('inbox.snooze')} keys={['S']} icon={<Clock size={16} strokeWidth={1.75} />} />
      }
    />
  );
}
