import { Link } from '@tanstack/react-router';
import { memo, useRef, type MouseEvent } from 'react';
import type { RecordRow, StageMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { useDirectory } from '@/records/fields/use-field-contexts';
import { useFresh } from '@/records/live/use-fresh';
import { Avatar } from '@/ui/avatar';
import { Checkbox } from '@/ui/checkbox';
import type { BoardControl } from './board-control';
import { CardFacts } from './card-facts';
import { CardMenu } from './card-menu';
import { NextStepChip } from './next-step-chip';
import { useCardDrag } from './use-card-drag';

interface DealCardProps {
  deal: RecordRow;
  stage: StageMeta;
  /** "Acme renewal, Proposal, 3 of 12". */
  label: string;
  board: BoardControl;
}

/** A deal on the board. A press opens it beside the board; its title leads to its page, on phones the whole card does. */
export const DealCard = memo(function DealCard({ deal, stage, label, board }: DealCardProps) {
  const t = useT();
  const directory = useDirectory();
  const fresh = useFresh(deal.id);
  const card = useRef<HTMLDivElement>(null);
  const { phone } = board;
  const active = board.active === deal.id;
  const carried = board.carried === deal.id;
  const ticked = board.isTicked(deal.id);
  const count = ticked ? Math.max(1, board.dragCount) : 1;
  useCardDrag(card, deal.id, !phone && board.mayMove(deal), count);

  // Tab goes through the parts of the card that has the focus and leaves those of all others out.
  const tabIndex = active || phone ? 0 : -1;
  const owner = directory.find('user', deal['owner_id']);
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    // What opens over the card belongs to it for React, but not for the person.
    if (phone || !card.current?.contains(target) || target.closest('a, button')) return;
    board.peek(deal.id);
  };
  const hidden =
    !phone && !ticked && 'opacity-0 group-hover/card:opacity-100 group-focus-within/card:opacity-100';
  return (
    // The keys of the card are those of the whole board.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={card}
      role="group"
      data-card={deal.id}
      data-fresh={fresh}
      aria-label={label}
      tabIndex={phone ? undefined : active ? 0 : -1}
      onClick={onClick}
      onFocus={() => board.activate(deal.id)}
      className={cn(
        'group/card relative grid gap-1.5 rounded-card border px-3 py-2.5 shadow-card forced-colors:border-[CanvasText]',
        ticked ? 'border-selected-line bg-selected' : 'border-line bg-surface hover:border-line-strong/45',
        board.moving.has(deal.id) && !carried && 'opacity-40',
        board.settling === deal.id && 'animate-[pop-in_160ms_ease-out]',
        carried && 'shadow-drag ring-2 ring-accent dark:bg-raised-2',
      )}
    >
      <div className="flex items-start gap-1.5">
        <h3 className="line-clamp-2 min-w-0 flex-1 font-medium break-words">
          <Link
            to="/$plural/$id"
            params={{ plural: 'deals', id: deal.id }}
            draggable={false}
            tabIndex={tabIndex}
            className={cn('hover:underline', phone && 'after:absolute after:inset-0 after:rounded-card')}
          >
            {deal.title || t('records.untitled')}
          </Link>
        </h3>
        <span
          className={cn(
            'flex items-center gap-1',
            phone
              ? 'relative'
              : 'absolute top-2 right-1.5 h-6 rounded-tag bg-inherit pl-1 pointer-coarse:static pointer-coarse:opacity-100',
            hidden,
          )}
        >
          {(!phone || board.ticking) && (
            <Checkbox
              checked={ticked}
              tabIndex={tabIndex}
              aria-label={t('records.tick', { title: deal.title })}
              onCheckedChange={() => board.tick(deal.id)}
            />
          )}
          <CardMenu deal={deal} board={board} tabIndex={tabIndex} />
        </span>
      </div>
      <CardFacts deal={deal} stage={stage} contexts={board.contexts} />
      <div className="relative mt-0.5 flex items-center gap-1.5">
        {board.contexts.has('next_action_at') && (
          <NextStepChip deal={deal} phone={phone} tabIndex={tabIndex} />
        )}
        <span className="ml-auto flex">
          {owner ? (
            <Avatar name={owner.title} hue={owner.hue ?? null} picture={owner.picture} label={owner.title} />
          ) : (
            <Avatar name="" kind="nobody" size={20} label={t('board.nobody')} />
          )}
        </span>
      </div>
    </div>
  );
});
