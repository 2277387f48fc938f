import { Link } from '@tanstack/react-router';
import { useBootstrap } from '@/api/bootstrap';
import { LineChart } from '@/ui/charts/line-chart';
import { LineLegend } from '@/ui/charts/line-legend';
import { listBehind } from '../behind';
import type { Drawn } from './drawn';
import type { Lines } from './line-data';

interface LinesOverTimeProps {
  data: Lines;
  /** From nought up, in the column's own unit. */
  ticks: readonly number[];
  drawn: Drawn;
}

/** Curves over time. Each spot along them tells its numbers, and opens the list behind them where there is one. */
export function LinesOverTime({ data: { lines, spots }, ticks, drawn }: LinesOverTimeProps) {
  const { kinds } = useBootstrap();
  const said = (index: number) =>
    lines.map(({ name, values }) => `${name} ${drawn.number(values[index] ?? 0)}`).join(', ');

  return (
    <div className="grid gap-3">
      {lines.length > 1 && <LineLegend lines={lines} />}
      <LineChart
        summary={drawn.summary}
        ticks={ticks.map((value) => ({ value, text: drawn.number(value) }))}
        lines={lines.map((line) => ({ ...line, texts: line.values.map((value) => [drawn.number(value)]) }))}
        spots={spots.map((spot, index) => {
          const behind = spot.row && listBehind(drawn.column, spot.row, kinds);
          return {
            ...spot,
            label: `${spot.title}: ${said(index)}`,
            link: behind ? (
              <Link
                to="/$plural"
                params={{ plural: behind.kinds }}
                search={{ filter: behind.filter }}
                preload={false}
              />
            ) : undefined,
          };
        })}
      />
    </div>
  );
}
