import { ArrowDown, ArrowUp } from 'lucide-react';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import { cn } from '@/lib/cn';
import { IconButton } from '@/ui/icon-button';

interface MoveButtonsProps {
  name: string;
  index: number;
  count: number;
  onMove: (to: number) => void;
}

/** One place up or down. At the ends a button stays where it is, so that the focus is not lost. */
export function MoveButtons({ name, index, count, onMove }: MoveButtonsProps) {
  const t = useT();
  const move = (to: number) => {
    if (to < 0 || to >= count) return;
    onMove(to);
    announce(t('settings.moved', { name, place: to + 1, count }));
  };
  return (
    <span className="flex shrink-0">
      <IconButton
        size="sm"
        tooltip={false}
        className={cn(index === 0 && 'opacity-40')}
        aria-disabled={index === 0}
        label={t('settings.move_up', { name })}
        icon={<ArrowUp size={14} strokeWidth={2} />}
        onClick={() => move(index - 1)}
      />
      <IconButton
        size="sm"
        tooltip={false}
        className={cn(index === count - 1 && 'opacity-40')}
        aria-disabled={index === count - 1}
        label={t('settings.move_down', { name })}
        icon={<ArrowDown size={14} strokeWidth={2} />}
        onClick={() => move(index + 1)}
      />
    </span>
  );
}
