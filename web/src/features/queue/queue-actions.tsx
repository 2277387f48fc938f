import { CalendarPlus, Check, ChevronDown, Clock, Phone, SkipForward } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { Kbd } from '@/ui/kbd';
import type { QueueWork } from './use-queue-work';

/** What can be done with the item in view, each with its key. */
export function QueueActions({ work }: { work: QueueWork }) {
  const t = useT();
  const { mayLog, mayPlan, mayFinish } = work;
  return (
    <div
      role="group"
      aria-label={t('queue.actions')}
      className="flex flex-wrap items-center gap-2 border-t border-line bg-surface px-6 py-3 max-md:px-3 max-md:py-2"
    >
      {mayLog && (
        <Action primary icon={<Phone size={16} strokeWidth={1.75} />} shortcut="L" onPress={work.log}>
          {t('queue.log')}
        </Action>
      )}
      {mayFinish && (
        <Action
          primary={!mayLog}
          icon={<Check size={16} strokeWidth={1.75} />}
          shortcut="D"
          onPress={() => void work.done()}
        >
          {t('queue.done')}
        </Action>
      )}
      {mayPlan && (
        <Action icon={<CalendarPlus size={16} strokeWidth={1.75} />} shortcut="P" onPress={work.plan}>
          {t('queue.plan')}
        </Action>
      )}
      {mayFinish && (
        <DropdownMenu
          label={t('queue.snooze')}
          side="top"
          open={work.snoozing}
          onOpenChange={work.setSnoozing}
          entries={work.snoozes.map(({ id, label, run }) => ({ type: 'item', id, label, onSelect: run }))}
          trigger={
            <Button icon={<Clock size={16} strokeWidth={1.75} />}>
              {t('queue.snooze')}
              <Key shortcut="H" />
              <ChevronDown size={14} strokeWidth={2} aria-hidden="true" />
            </Button>
          }
        />
      )}
      <Action icon={<SkipForward size={16} strokeWidth={1.75} />} shortcut="S" onPress={work.skip}>
        {t('queue.skip')}
      </Action>
    </div>
  );
}

interface ActionProps {
  icon: ReactNode;
  shortcut: string;
  primary?: boolean;
  onPress: () => void;
  children: ReactNode;
}

function Action({ icon, shortcut, primary = false, onPress, children }: ActionProps) {
  return (
    <Button variant={primary ? 'primary' : 'secondary'} icon={icon} onClick={onPress}>
      {children}
      <Key shortcut={shortcut} tone={primary ? 'bar' : 'default'} />
    </Button>
  );
}

function Key({ shortcut, tone = 'default' }: { shortcut: string; tone?: 'default' | 'bar' }) {
  return (
    <span aria-hidden="true" className="pointer-coarse:hidden [&_kbd]:text-current">
      <Kbd tone={tone}>{shortcut}</Kbd>
    </span>
  );
}
