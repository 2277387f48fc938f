import { ArrowDown, ArrowUp, Check, Clock, Plus } from 'lucide-react';
import { useMemo, type RefObject } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';
import type { DayWork } from './use-day-work';

interface DayCommands {
  order: readonly RecordRow[];
  active: string | null;
  root: RefObject<HTMLElement | null>;
  box: RefObject<HTMLInputElement | null>;
  work: DayWork;
  onAsk: (id: string) => void;
  onActivate: (id: string) => void;
}

/** The keys of the day, which the palette and the list of keys know as well. */
export function useDayCommands({ order, active, root, box, work, onAsk, onActivate }: DayCommands): void {
  const t = useT();
  const commands = useMemo((): Command[] => {
    const at = order.findIndex(({ id }) => id === active);
    const task = order[at];
    // The day begins with its first open task: that is meant until somebody goes to another.
    const first = order.find(({ status }) => status !== 'completed' && status !== 'cancelled');
    const late = at === -1 ? first : task;
    const go = (to: RecordRow | undefined) => {
      if (!to) return;
      onActivate(to.id);
      root.current?.querySelector<HTMLElement>(`[data-task="${to.id}"] a`)?.focus();
    };
    const list: Command[] = [
      {
        id: 'day.down',
        group: 'list',
        label: t('tasks.day.down'),
        icon: ArrowDown,
        shortcut: 'J',
        run: () => go(order[at + 1]),
      },
      {
        id: 'day.up',
        group: 'list',
        label: t('tasks.day.up'),
        icon: ArrowUp,
        shortcut: 'K',
        run: () => go(order[Math.max(at - 1, 0)]),
      },
      {
        id: 'day.add',
        group: 'list',
        label: t('tasks.day.add_focus'),
        icon: Plus,
        shortcut: 'N',
        run: () => box.current?.focus(),
      },
    ];
    if (task && work.mayChange(task)) {
      list.push({
        id: 'day.done',
        group: 'list',
        label: t('tasks.day.done_one'),
        icon: Check,
        shortcut: 'E',
        run: () => {
          const next = order[at + 1] ?? order[at - 1];
          void work.tick(task);
          go(next);
        },
      });
    }
    if (late && work.mayChange(late)) {
      list.push({
        id: 'day.postpone',
        group: 'list',
        label: t('tasks.day.postpone'),
        icon: Clock,
        shortcut: 'H',
        run: () => {
          onActivate(late.id);
          onAsk(late.id);
        },
      });
    }
    return list;
  }, [order, active, root, box, work, onAsk, onActivate, t]);
  useCommands(commands);
}
