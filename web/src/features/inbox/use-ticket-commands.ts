import { Check, Clock, Lock, Merge, Reply, UserRound } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';

interface TicketWork {
  changeable: boolean;
  settled: boolean;
  reply: () => void;
  comment: () => void;
  resolve: () => void;
  assign: () => void;
  snooze: () => void;
  merge: () => void;
}

/** The keys of the ticket that is open. */
export function useTicketCommands(work: TicketWork): void {
  const t = useT();
  const { changeable, settled } = work;
  const now = useRef(work);
  useEffect(() => {
    now.current = work;
  });
  const commands = useMemo((): Command[] => {
    if (!changeable) return [];
    return [
      {
        id: 'ticket.reply',
        label: t('ticket.reply'),
        icon: Reply,
        shortcut: 'R',
        group: 'record',
        run: () => now.current.reply(),
      },
      {
        id: 'ticket.comment',
        label: t('ticket.comment'),
        icon: Lock,
        shortcut: 'C',
        group: 'record',
        run: () => now.current.comment(),
      },
      {
        id: 'ticket.resolve',
        label: t(settled ? 'inbox.reopen' : 'inbox.resolve'),
        icon: Check,
        shortcut: 'E',
        group: 'record',
        run: () => now.current.resolve(),
      },
      {
        id: 'ticket.assign',
        label: t('inbox.assign'),
        icon: UserRound,
        shortcut: 'A',
        group: 'record',
        run: () => now.current.assign(),
      },
      {
        id: 'ticket.snooze',
        label: t('inbox.snooze'),
        icon: Clock,
        shortcut: 'S',
        group: 'record',
        when: () => !now.current.settled,
        run: () => now.current.snooze(),
      },
      {
        id: 'ticket.merge',
        label: t('merge.action'),
        icon: Merge,
        shortcut: 'M',
        group: 'record',
        run: () => now.current.merge(),
      },
    ];
  }, [t, changeable, settled]);
  useCommands(commands);
}
