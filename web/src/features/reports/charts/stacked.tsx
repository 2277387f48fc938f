import { arcColors } from '@/ui/charts/donut';
import { Legend } from '@/ui/charts/legend';
import { tooltipProps } from '@/ui/tooltip-props';
import type { Stacks } from '../chart-data';
import { FigureLink } from '../figure-link';
import type { Drawn } from './drawn';

/** A bar per value of the first grouping, made of parts per value of the second. Each part is a link. */
export function Stacked({ stacks: { series, stacks }, drawn }: { stacks: Stacks; drawn: Drawn }) {
  const largest = Math.max(...stacks.map(({ total }) => total)) || 1;
  return (
    <div className="grid gap-3">
      <Legend names={series} />
      <ul aria-label={drawn.summary} className="grid gap-1">
        {stacks.map((stack) => (
          <li
            key={stack.key}
            className="grid grid-cols-[minmax(6rem,14rem)_minmax(0,1fr)_auto] items-center gap-x-3 px-1.5 py-1 max-sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className="truncate">{stack.title}</span>
            <ul
              aria-label={stack.title}
              className="flex h-5 gap-px max-sm:order-3 max-sm:col-span-2 max-sm:h-3"
            >
              {stack.parts.map(({ value, row }, index) =>
                value <= 0 ? null : (
                  <li
                    key={series[index]}
                    className="grid min-w-0.5 overflow-clip rounded-tag"
                    style={{ width: `${(value / largest) * 100}%` }}
                  >
                    <Part
                      row={row}
                      drawn={drawn}
                      label={`${series[index]}: ${drawn.number(value)}`}
                      index={index}
                    />
                  </li>
                ),
              )}
            </ul>
            <span className="min-w-14 text-right font-medium tabular-nums">{drawn.number(stack.total)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PartProps {
  row: Stacks['stacks'][number]['parts'][number]['row'];
  drawn: Drawn;
  label: string;
  index: number;
}

function Part({ row, drawn, label, index }: PartProps) {
  const area = (
    <span
      {...tooltipProps(label)}
      className="block h-full forced-color-adjust-none print:[print-color-adjust:exact]"
      style={{ background: arcColors[index % arcColors.length] }}
    >
      <span className="sr-only">{label}</span>
    </span>
  );
  if (!row) return area;
  return (
    <FigureLink column={drawn.column} row={row} className="focus-inset block hover:opacity-85">
      {area}
    </FigureLink>
  );
}
