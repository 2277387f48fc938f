import { useRef, useState, type KeyboardEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { useBootstrap } from '@/api/bootstrap';
import { listBehind } from '../behind';
import type { Drawn } from './drawn';
import type { Lines } from './line-data';

interface LineSpotsProps extends Lines {
  drawn: Drawn;
  active: number | null;
  onActive: (index: number | null) => void;
}

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowLeft: (at) => Math.max(0, at - 1),
  ArrowRight: (at, last) => Math.min(last, at + 1),
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * A strip per place over the chart. One of them is a stop of the Tab key, the arrows lead to the others; a finger
 * sees the numbers first and follows with its second tap.
 */
export function LineSpots({ spots, lines, drawn, active, onActive }: LineSpotsProps) {
  const { kinds } = useBootstrap();
  const stops = useRef<(HTMLElement | null)[]>([]);
  const [at, setAt] = useState(spots.length - 1);
  const justShown = useRef(false);
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onActive(null);
    const next = steps[event.key]?.(at, spots.length - 1);
    if (next === undefined) return;
    event.preventDefault();
    stops.current[next]?.focus();
  };

  return (
    <ul className="absolute inset-0 grid touch-pan-y auto-cols-fr grid-flow-col">
      {spots.map(({ key, title, row }, index) => {
        const behind = row && listBehind(drawn.column, row, kinds);
        const figures = lines
          .map(({ name, values }) => `${name} ${drawn.number(values[index] ?? 0)}`)
          .join(', ');
        const shared = {
          ref: (element: HTMLElement | null) => {
            stops.current[index] = element;
          },
          tabIndex: index === Math.min(at, spots.length - 1) ? 0 : -1,
          'aria-label': `${title}: ${figures}`,
          className: 'focus-inset rounded-tag',
          onFocus: () => {
            setAt(index);
            onActive(index);
          },
          onBlur: () => onActive(null),
          onKeyDown: walk,
          onPointerEnter: () => onActive(index),
        };
        return (
          <li key={key} className="grid">
            {behind ? (
              <Link
                {...shared}
                to="/$plural"
                params={{ plural: behind.kinds }}
                search={{ filter: behind.filter }}
                preload={false}
                onPointerDown={({ pointerType }) => {
                  justShown.current = pointerType === 'touch' && active !== index;
                }}
                onClick={(event) => {
                  if (justShown.current) event.preventDefault();
                  justShown.current = false;
                }}
              />
            ) : (
              <span role="img" {...shared} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
