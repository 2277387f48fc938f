import type { CSSProperties } from 'react';
import { cn } from '@/lib/cn';
import { hueOf } from '@/lib/hue';

/** The 8 px dot before a stage or a pinned view. Its colour never stands alone: the name is beside it. */
export function Dot({ color }: { color?: string | null }) {
  const hue = hueOf(color);
  return (
    <span
      aria-hidden="true"
      style={hue === null ? undefined : ({ '--h': hue } as CSSProperties)}
      className={cn('inline-block size-2 shrink-0 rounded-full', hue === null ? 'dot-gray' : 'dot-tint')}
    />
  );
}
