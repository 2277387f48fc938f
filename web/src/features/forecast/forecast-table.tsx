import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import type { ListState } from '@/records/table/use-list-state';
import { PersonAvatar } from '@/records/people/person-avatar';
import { Avatar } from '@/ui/avatar';
import { AddQuota } from './add-quota';
import type { PeriodForecast } from './forecast-data';
import { useForecastLines, type LineCell, type PeriodLine, type ShareLine } from './forecast-lines';
import type { By, Period } from './forecast-periods';
import type { QuotaControl } from './quota-control';

interface ForecastTableProps {
  periods: readonly PeriodForecast[];
  by: By;
  today: string;
  list: ListState;
  quotas: QuotaControl | null;
  phone: boolean;
}

/** A line for each period, and below it one for each owner. Every figure leads to its deals. */
export function ForecastTable({ periods, by, today, list, quotas, phone }: ForecastTableProps) {
  const t = useT();
  const lines = useForecastLines({ periods, by, list, quotas });
  // The period that runs now is open at first.
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const isOpen = ({ first, last }: Period) => (first <= today && today <= last) !== toggled.has(first);
  const toggle = (first: string) =>
    setToggled((known) => {
      const next = new Set(known);
      if (!next.delete(first)) next.add(first);
      return next;
    });
  const opener = ({ period, name }: PeriodLine) => (
    <button
      type="button"
      aria-expanded={isOpen(period)}
      onClick={() => toggle(period.first)}
      className="touch-target relative inline-flex items-center gap-1.5 rounded-tag font-semibold"
    >
      <ChevronDown
        size={14}
        strokeWidth={2}
        aria-hidden="true"
        className={cn('text-ink-3', !isOpen(period) && '-rotate-90')}
      />
      {name}
    </button>
  );
  const adder = ({ period, name }: PeriodLine) =>
    quotas?.editable && <AddQuota control={quotas} month={period.first} name={name} />;

  if (phone) {
    return (
      <ul className="grid gap-3 px-3 pb-3">
        {lines.map((line) => (
          <li key={line.period.first} className="rounded-card border border-line p-3">
            <h3>{opener(line)}</h3>
            <Facts cells={line.cells} />
            {isOpen(line.period) && (
              <>
                {line.shares.map((share) => (
                  <section key={share.owner} className="mt-3 border-t border-line pt-3">
                    <h4 className="flex items-center gap-2 font-medium">
                      <Owner {...share} />
                    </h4>
                    <Facts cells={share.cells} />
                  </section>
                ))}
                <div className="pt-2">{adder(line)}</div>
              </>
            )}
          </li>
        ))}
      </ul>
    );
  }
  const [first] = lines;
  return (
    <table aria-label={t('forecast.title')} className="w-full border-separate border-spacing-0 tabular-nums">
      <thead>
        <tr className="text-12 text-ink-3">
          <th
            scope="col"
            className="sticky top-0 z-10 border-b border-line bg-surface px-4 py-2 text-left font-medium"
          >
            {t(by === 'month' ? 'forecast.by.month' : 'forecast.by.quarter')}
          </th>
          {first?.cells.map(({ column, label }) => (
            <th
              key={column}
              scope="col"
              className="sticky top-0 z-10 border-b border-line bg-surface px-3 py-2 text-right font-medium last:pr-4"
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
      {lines.map((line) => (
        <tbody key={line.period.first}>
          <tr className="font-medium">
            <th scope="row" className="border-b border-hairline px-4 py-2 text-left">
              {opener(line)}
            </th>
            {line.cells.map(({ column, cell }) => (
              <td key={column} className="border-b border-hairline px-3 py-2 text-right last:pr-4">
                {cell}
              </td>
            ))}
          </tr>
          {isOpen(line.period) && (
            <>
              {line.shares.map((share) => (
                <tr key={share.owner} className="text-ink-2">
                  <th scope="row" className="border-b border-hairline py-1.5 pr-4 pl-9 text-left font-normal">
                    <span className="flex items-center gap-2">
                      <Owner {...share} />
                    </span>
                  </th>
                  {share.cells.map(({ column, cell }) => (
                    <td key={column} className="border-b border-hairline px-3 py-1.5 text-right last:pr-4">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
              {quotas?.editable && (
                <tr>
                  <td colSpan={line.cells.length + 1} className="border-b border-hairline py-1 pl-7">
                    {adder(line)}
                  </td>
                </tr>
              )}
            </>
          )}
        </tbody>
      ))}
    </table>
  );
}

function Owner({ owner, title }: ShareLine) {
  return (
    <>
      {owner === null ? <Avatar name={title} kind="nobody" /> : <PersonAvatar id={owner} name={title} />}
      <span className="truncate">{title}</span>
    </>
  );
}

function Facts({ cells }: { cells: readonly LineCell[] }) {
  return (
    <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-2 tabular-nums">
      {cells.map(({ column, label, cell }) => (
        <div key={column} className="min-w-0">
          <dt className="text-12 text-ink-3">{label}</dt>
          <dd>{cell}</dd>
        </div>
      ))}
    </dl>
  );
}
