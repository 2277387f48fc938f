import { Check } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { StageMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Dialog } from '@/ui/dialog';
import { Dot } from '@/ui/dot';
import { SegmentedControl } from '@/ui/segmented-control';
import { Sheet } from '@/ui/sheet';
import { totalsOf, type StageTotals } from './stage-totals';

export type End = 'top' | 'bottom';

interface MoveDialogProps {
  /** What is moved, in words. */
  deals: string;
  stages: readonly StageMeta[];
  current: string | null;
  totals: ReadonlyMap<string, StageTotals> | null;
  phone: boolean;
  onMove: (stage: StageMeta, end: End) => void;
  onClose: () => void;
}

/** Moving without dragging: every stage, and whether on top of it or at its end. On phones a sheet. */
export function MoveDialog({ deals, stages, current, totals, phone, onMove, onClose }: MoveDialogProps) {
  const t = useT();
  const format = useFormat();
  const [end, setEnd] = useState<End>('top');
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // The overlay takes the focus first, and here it belongs to the stage that the deal is in.
    const frame = requestAnimationFrame(() => {
      const buttons = list.current;
      (buttons?.querySelector<HTMLElement>('[aria-current]') ?? buttons?.querySelector('button'))?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const here = buttons.indexOf(document.activeElement as HTMLElement);
    if (here < 0) return;
    event.preventDefault();
    buttons[(here + step + buttons.length) % buttons.length]?.focus();
  };
  const content = (
    <div className="grid gap-3">
      <div>
        <SegmentedControl
          label={t('board.place')}
          value={end}
          onValueChange={setEnd}
          segments={[
            { value: 'top', label: t('board.place.top') },
            { value: 'bottom', label: t('board.place.bottom') },
          ]}
        />
      </div>
      {/* The arrows are a shorter way through what Tab goes through as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul ref={list} onKeyDown={onKeyDown} aria-label={t('board.stages')} className="-mx-1.5 grid">
        {stages.map((stage) => {
          const here = stage.id === current;
          const count = stage.kind === 'open' ? (totalsOf(totals, stage.id)?.count ?? null) : null;
          return (
            <li key={stage.id}>
              <button
                type="button"
                aria-current={here || undefined}
                onClick={() => onMove(stage, end)}
                className="focus-inset flex h-8 w-full items-center gap-2 rounded-ctl px-1.5 text-left hover:bg-hover max-md:h-11 pointer-coarse:h-11"
              >
                <Dot color={stage.color} />
                <span className="min-w-0 truncate font-medium">{stage.title}</span>
                {count !== null && (
                  <span className="text-12 text-ink-3 tabular-nums">{format.number(count)}</span>
                )}
                {here && (
                  <span className="ml-auto flex items-center gap-1 text-12 text-ink-3">
                    <Check size={14} strokeWidth={2} aria-hidden="true" />
                    {t('board.now_here')}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
  const frame = {
    open: true,
    onOpenChange: (open: boolean) => !open && onClose(),
    title: t('board.move_title', { deals }),
    closeLabel: t('common.close'),
  };
  return phone ? (
    <Sheet {...frame}>{content}</Sheet>
  ) : (
    <Dialog {...frame} size="sm">
      {content}
    </Dialog>
  );
}
