import { useState } from 'react';
import type { CalibrationBin } from '@/api/prediction';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';
import { PlainTable } from '@/ui/plain-table';

const ticks = [0, 0.25, 0.5, 0.75, 1];

/** What was foretold against what came true. On the diagonal both are the same. */
export function CalibrationPlot({ bins }: { bins: readonly CalibrationBin[] }) {
  const t = useT();
  const format = useFormat();
  const [asTable, setAsTable] = useState(false);
  const most = Math.max(1, ...bins.map(({ leads }) => leads));
  const span = (from: number) => `${format.number(from)}–${format.percent((from + 10) / 100)}`;
  return (
    <div className="grid gap-3">
      {asTable ? (
        <PlainTable
          label={t('predict.calibration')}
          table={{
            columns: [t('predict.bin'), t('predict.bin_leads'), t('predict.bin_told'), t('predict.bin_won')],
            rows: bins.map((bin) => ({
              key: String(bin.from),
              cells: [
                span(bin.from),
                format.number(bin.leads),
                format.percent(bin.predicted),
                format.percent(bin.won),
              ],
            })),
          }}
        />
      ) : (
        <div
          role="img"
          aria-label={t('predict.calibration_summary', { count: bins.length })}
          className="grid max-w-[420px] grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 text-11 text-ink-3 tabular-nums"
        >
          <div aria-hidden="true" className="flex flex-col-reverse justify-between">
            {ticks.map((tick) => (
              <span key={tick} className="flex h-0 items-center justify-end leading-none">
                {format.percent(tick)}
              </span>
            ))}
          </div>
          <div aria-hidden="true" className="relative aspect-square">
            <svg
              viewBox="0 0 100 100"
              className="absolute inset-0 size-full overflow-visible [&_*]:[vector-effect:non-scaling-stroke]"
            >
              {ticks.map((tick) => (
                <line
                  key={tick}
                  x1="0"
                  x2="100"
                  y1={100 - tick * 100}
                  y2={100 - tick * 100}
                  className={tick === 0 ? 'stroke-line' : 'stroke-hairline'}
                />
              ))}
              <line
                x1="0"
                y1="100"
                x2="100"
                y2="0"
                className="stroke-line-strong"
                strokeWidth="1.5"
                strokeDasharray="3 4"
              />
              {bins.map((bin) => (
                <circle
                  key={bin.from}
                  cx={bin.predicted * 100}
                  cy={100 - bin.won * 100}
                  r={1.5 + 3.5 * Math.sqrt(bin.leads / most)}
                  fill="var(--c1)"
                  fillOpacity="0.75"
                  className="stroke-surface forced-color-adjust-none"
                />
              ))}
            </svg>
          </div>
          <div />
          <div aria-hidden="true" className="mt-2 flex justify-between">
            {ticks.map((tick) => (
              <span key={tick} className="flex w-0 justify-center">
                {format.percent(tick)}
              </span>
            ))}
          </div>
          <div />
          <p aria-hidden="true" className="mt-1 text-center text-12">
            {t('predict.axis')}
          </p>
        </div>
      )}
      <div>
        <Button size="sm" variant="ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'predict.as_chart' : 'predict.as_table')}
        </Button>
      </div>
    </div>
  );
}
