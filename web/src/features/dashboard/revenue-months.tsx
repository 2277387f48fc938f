import { useRef, useState, type KeyboardEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import type { RevenuePoint } from './revenue-chart';

interface RevenueMonthsProps {
  points: readonly RevenuePoint[];
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
 * A strip per month over the chart, each the link to its won deals. One of them is a stop of the Tab key, the
 * arrows lead to the others; a finger sees the numbers first and follows with its second tap.
 */
export function RevenueMonths({ points, active, onActive }: RevenueMonthsProps) {
  const t = useT();
  const format = useFormat();
  const links = useRef<(HTMLAnchorElement | null)[]>([]);
  const [at, setAt] = useState(points.length - 1);
  const justShown = useRef(false);

  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onActive(null);
    const next = steps[event.key]?.(at, points.length - 1);
    if (next === undefined) return;
    event.preventDefault();
    links.current[next]?.focus();
  };

  return (
    <ul className="absolute inset-0 grid touch-pan-y auto-cols-fr grid-flow-col">
      {points.map((point, index) => (
        <li key={point.month} className="grid">
          <Link
            ref={(link) => {
              links.current[index] = link;
            }}
            to="/$plural"
            params={{ plural: 'deals' }}
            search={{ filter: point.filter }}
            preload={false}
            tabIndex={index === at ? 0 : -1}
            aria-label={t('dashboard.revenue_month', {
              month: point.name,
              now: format.moneySum(point.amount),
              before: format.moneySum(point.before),
            })}
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
            onClick={(event) => {
              if (justShown.current) event.preventDefault();
              justShown.current = false;
            }}
          />
        </li>
      ))}
    </ul>
  );
}
