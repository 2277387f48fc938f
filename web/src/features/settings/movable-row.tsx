import { GripVertical } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { useRowDrag } from './use-row-drag';

interface MovableRowProps {
  list: string;
  index: number;
  /** Null for who may not change the order. The keys and buttons of the row do the same. */
  onMove: ((from: number, to: number) => void) | null;
  children: ReactNode;
}

const nothing = () => {};

/** A row of an ordered list, which the pointer can take by its handle. */
export function MovableRow({ list, index, onMove, children }: MovableRowProps) {
  const { row, handle, edge, held } = useRowDrag({
    list,
    index,
    enabled: onMove !== null,
    onMove: onMove ?? nothing,
  });
  return (
    <li ref={row} className={cn('relative flex items-center border-b border-hairline', held && 'opacity-40')}>
      {edge && (
        <span
          aria-hidden="true"
          className={cn('absolute inset-x-0 z-10 h-0.5 bg-ink', edge === 'above' ? '-top-px' : '-bottom-px')}
        />
      )}
      {onMove && (
        <span
          ref={handle}
          aria-hidden="true"
          className="-ml-1.5 grid size-6 shrink-0 cursor-grab place-items-center text-ink-3 pointer-coarse:hidden"
        >
          <GripVertical size={14} strokeWidth={1.75} />
        </span>
      )}
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  );
}
