import { ArrowDown, ArrowUp, Search } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';

interface InboxWork {
  step: (by: number) => void;
  find: () => void;
}

/** The keys of the list of tickets. */
export function useInboxCommands(work: InboxWork): void {
  const t = useT();
  const now = useRef(work);
  useEffect(() => {
    now.current = work;
  });
  const commands = useMemo(
    (): Command[] => [
      {
        id: 'inbox.next',
        label: t('inbox.next'),
        icon: ArrowDown,
        shortcut: 'J',
        group: 'list',
        run: () => now.current.step(1),
      },
      {
        id: 'inbox.previous',
        label: t('inbox.previous'),
        icon: ArrowUp,
        shortcut: 'K',
        group: 'list',
        run: () => now.current.step(-1),
      },
      {
        id: 'inbox.find',
        label: t('inbox.find'),
        icon: Search,
        shortcut: '/',
        group: 'list',
        run: () => now.current.find(),
      },
    ],
    [t],
  );
  useCommands(commands);
}
