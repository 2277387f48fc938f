import type { ReactNode } from 'react';
import { keyCaps } from '@/lib/shortcut';
import { Kbd } from '@/ui/kbd';

interface BarButtonProps {
  icon?: ReactNode;
  shortcut?: string;
  onClick: () => void;
  children: ReactNode;
}

export function BarButton({ icon, shortcut, onClick, children }: BarButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="touch-target relative inline-flex h-8 items-center gap-1.5 rounded-ctl px-2.5 hover:bg-bar-hover focus-visible:outline-bar-fg focus-visible:-outline-offset-2"
    >
      {icon && <span className="text-bar-fg-2">{icon}</span>}
      {children}
      {shortcut && (
        <span className="ml-0.5 flex gap-0.5">
          {keyCaps(shortcut).map((cap) => (
            <Kbd key={cap} tone="bar">
              {cap}
            </Kbd>
          ))}
        </span>
      )}
    </button>
  );
}
