import { useNavigate } from '@tanstack/react-router';
import {
  ArrowDown,
  ArrowUp,
  CalendarPlus,
  Check,
  Clock,
  ExternalLink,
  Phone,
  SkipForward,
} from 'lucide-react';
import { useMemo } from 'react';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';
import type { Queue } from './use-queue';
import type { QueueWork } from './use-queue-work';

/** The keys of the queue, which the palette and the list of keys know as well. */
export function useQueueCommands(queue: Queue, work: QueueWork): void {
  const t = useT();
  const navigate = useNavigate();
  const here = queue.current !== undefined;
  const { about } = work;
  const commands = useMemo(() => {
    const list: (Command & { can: boolean })[] = [
      {
        id: 'queue.log',
        label: t('queue.log'),
        icon: Phone,
        shortcut: 'L',
        can: work.mayLog,
        run: work.log,
        group: 'list',
      },
      {
        id: 'queue.done',
        label: t('queue.done'),
        icon: Check,
        shortcut: 'D',
        can: work.mayFinish,
        run: () => void work.done(),
        group: 'list',
      },
      {
        id: 'queue.plan',
        label: t('queue.plan'),
        icon: CalendarPlus,
        shortcut: 'P',
        can: work.mayPlan,
        run: work.plan,
        group: 'list',
      },
      {
        id: 'queue.snooze',
        label: t('queue.snooze'),
        icon: Clock,
        shortcut: 'H',
        can: work.mayFinish,
        run: () => work.setSnoozing(true),
        group: 'list',
      },
      {
        id: 'queue.skip',
        label: t('queue.skip'),
        icon: SkipForward,
        shortcut: 'S',
        can: here,
        run: work.skip,
        group: 'list',
      },
      {
        id: 'queue.next',
        label: t('queue.next_item'),
        icon: ArrowDown,
        shortcut: 'J',
        can: here,
        run: () => queue.step(1),
        group: 'list',
      },
      {
        id: 'queue.previous',
        label: t('queue.previous_item'),
        icon: ArrowUp,
        shortcut: 'K',
        can: here,
        run: () => queue.step(-1),
        group: 'list',
      },
      {
        id: 'queue.open',
        label: t('queue.open_page'),
        icon: ExternalLink,
        shortcut: 'O',
        can: about !== null,
        run: () =>
          about &&
          void navigate({ to: '/$plural/$id', params: { plural: about.kind.plural, id: about.record.id } }),
        group: 'list',
      },
    ];
    return list.filter(({ can }) => can);
  }, [t, navigate, queue, work, here, about]);
  useCommands(commands);
}
