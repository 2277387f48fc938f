import { Slot } from 'radix-ui';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { ChartSpot } from './line-chart';

interface LineStopsProps {
  spots: readonly ChartSpot[];
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
 * A strip per spot over the chart. One of them is a stop of the Tab key, the arrows lead to the others; a finger
 * sees the numbers first and follows with its second tap.
 */
export function LineStops({ spots, active, onActive }: LineStopsProps) {
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
      {spots.map(({ key, label, link }, index) => (
        <li key={key} className="grid">
          <Slot.Root
            ref={(element) => {
              stops.current[index] = element;
            }}
            tabIndex={index === Math.min(at, spots.length - 1) ? 0 : -1}
            aria-label={label}
            className="focus-inset rounded-tag"
            onFocus={() => {
              setAt(index);
              onActive(index);
            }}
            onBlur={() => onActive(null)}
            onKeyDown={walk}
            onPointerEnter={() => onActive(index)}
            onPointerDown={({ pointerType }) => {
              justShown.current = pointerType === 'touch' && active !== index;
            }}
            // Before the link's own: a press that is prevented leads nowhere.
            onClickCapture={(event) => {
              if (justShown.current) event.preventDefault();
              justShown.current = false;
            }}
          >
            {link ?? <span role="img" />}
          </Slot.Root>
        </li>
      ))}
    </ul>
  );
}
