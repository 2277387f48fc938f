import { ArrowRightLeft, Hand, SquareCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';

interface BoardCommandsOptions {
  active: string | null;
  onTick: (id: string) => void;
  onMove: (id: string) => void;
  onLift: () => void;
}

/** What the card with the focus offers to keys and palette. */
export function useBoardCommands({ active, onTick, onMove, onLift }: BoardCommandsOptions): void {
  const t = useT();
  const commands = useMemo((): Command[] => {
    if (active === null) return [];
    // On a button inside a card, or anywhere else, these keys mean something else.
    const onCard = () => (document.activeElement as HTMLElement | null)?.dataset['card'] === active;
    return [
      {
        id: 'board.tick',
        group: 'list',
        label: t('board.tick'),
        icon: SquareCheck,
        shortcut: 'X',
        when: onCard,
        run: () => onTick(active),
      },
      {
        id: 'board.move',
        group: 'list',
        label: t('stepper.move_to'),
        icon: ArrowRightLeft,
        shortcut: 'M',
        when: onCard,
        run: () => onMove(active),
      },
      {
        id: 'board.lift',
        group: 'list',
        label: t('board.lift'),
        icon: Hand,
        shortcut: 'Space',
        when: onCard,
        run: onLift,
      },
    ];
  }, [t, active, onTick, onMove, onLift]);
  useCommands(commands);
}
