import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { Trash2, Trophy, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { draggedCard, targetData, type Outcome } from './drag-data';

interface DropBarProps {
  outcomes: readonly Outcome[];
  over: Outcome | null;
}

/** Where a dragged deal can end. It stands there only while something is dragged. */
export function DropBar({ outcomes, over }: DropBarProps) {
  return (
    <div
      aria-hidden="true"
      className="z-[6] grid h-14 shrink-0 auto-cols-fr grid-flow-col gap-2 border-t border-line bg-surface px-4 py-2 shadow-[0_-8px_24px_-12px_rgb(15_18_28/0.12)]"
    >
      {outcomes.map((outcome) => (
        <DropField key={outcome} outcome={outcome} over={over === outcome} />
      ))}
    </div>
  );
}

const looks = {
  won: { Icon: Trophy, tone: 'text-success border-current' },
  lost: { Icon: X, tone: 'text-danger border-current' },
  delete: { Icon: Trash2, tone: 'text-ink-2 border-line-strong' },
};

function DropField({ outcome, over }: { outcome: Outcome; over: boolean }) {
  const t = useT();
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => draggedCard(source.data) !== null,
      getData: () => targetData({ outcome }),
    });
  }, [outcome]);
  const { Icon, tone } = looks[outcome];
  return (
    <div
      ref={field}
      data-outcome={outcome}
      className={cn(
        'flex items-center justify-center gap-2 rounded-card border border-dashed font-medium',
        tone,
        over && 'border-solid bg-hover',
      )}
    >
      <Icon size={16} strokeWidth={1.75} />
      {t(`board.drop.${outcome}`)}
    </div>
  );
}
