import { ArrowRightLeft, Ellipsis, PanelRight, SquareCheck, Trash2 } from 'lucide-react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { MenuEntry } from '@/ui/menu-types';
import type { BoardControl } from './board-control';

interface CardMenuProps {
  deal: RecordRow;
  board: BoardControl;
  tabIndex: number;
  className?: string;
}

const icon = { size: 16, strokeWidth: 1.75 };

/** Everything that can be done with a card, for those who neither drag nor know the keys. */
export function CardMenu({ deal, board, tabIndex, className }: CardMenuProps) {
  const t = useT();
  const entries: (MenuEntry | false)[] = [
    // On a phone a tap opens the page, and there is no keyboard to remember the keys for.
    !board.phone && {
      type: 'item',
      id: 'peek',
      label: t('board.peek'),
      icon: <PanelRight {...icon} />,
      keys: ['↵'],
      onSelect: () => board.peek(deal.id),
    },
    board.mayMove(deal) && {
      type: 'item',
      id: 'move',
      label: t('stepper.move_to'),
      icon: <ArrowRightLeft {...icon} />,
      ...(!board.phone && { keys: ['M'] }),
      onSelect: () => board.askMove(deal.id),
    },
    {
      type: 'item',
      id: 'tick',
      label: t('board.tick'),
      icon: <SquareCheck {...icon} />,
      ...(!board.phone && { keys: ['X'] }),
      checked: board.isTicked(deal.id),
      onSelect: () => board.tick(deal.id),
    },
    board.mayDelete(deal) && {
      type: 'item',
      id: 'delete',
      label: t('board.delete'),
      icon: <Trash2 {...icon} />,
      tone: 'danger',
      onSelect: () => board.remove(deal.id),
    },
  ];
  return (
    <DropdownMenu
      label={t('board.menu', { title: deal.title })}
      align="end"
      entries={entries.filter((entry) => entry !== false)}
      trigger={
        <IconButton
          size="sm"
          tooltip={false}
          tabIndex={tabIndex}
          label={t('board.menu', { title: deal.title })}
          icon={<Ellipsis {...icon} />}
          className={cn('-my-0.5', className)}
        />
      }
    />
  );
}
