import { CalendarDays, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useWorkspace } from '@/api/bootstrap';
import { spanText } from '@/i18n/span-words';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { dayOf } from '@/lib/days';
import { Button } from '@/ui/button';
import { CalendarRange } from '@/ui/calendar-range';
import { Popover } from '@/ui/popover';
import { periods } from './canned';
import { ANY, type Definition } from './definition';

interface PeriodPickerProps {
  definition: Pick<Definition, 'period' | 'from' | 'to'>;
  /** The days of the result, where it is there. */
  range: { from: string; to: string } | null;
  /** Reports of somebody's own making need no span of time. */
  optional: boolean;
  onChange: (change: { period?: string; from?: string; to?: string }) => void;
}

/** Which days a report is about: a period that moves with the days, or any span of days. */
export function PeriodPicker({ definition, range, optional, onChange }: PeriodPickerProps) {
  const t = useT();
  const format = useFormat();
  const { time_zone: timeZone } = useWorkspace();
  const [open, setOpen] = useState(false);
  const [today] = useState(() => dayOf(new Date(), timeZone));
  const { period, from, to } = definition;
  const named = periods.find((one) => one === period);
  const label = named
    ? t(`reports.period.${named}`)
    : from && to
      ? spanText({ from, to }, format.locale)
      : t('reports.period.any');
  const choose = (change: Parameters<typeof onChange>[0]) => {
    setOpen(false);
    onChange(change);
  };
  const shown = range ?? (from && to ? { from, to } : { from: today, to: today });
  const item =
    'w-full rounded-ctl px-2 py-1 text-left hover:bg-hover aria-pressed:bg-selected aria-pressed:font-medium pointer-coarse:py-2.5';

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('reports.period')}
      trigger={
        <Button
          size="sm"
          icon={<CalendarDays size={16} strokeWidth={1.75} />}
          aria-label={t('reports.period_is', { period: label })}
        >
          {label}
          <ChevronDown size={14} strokeWidth={2} aria-hidden="true" />
        </Button>
      }
    >
      <div className="flex max-sm:flex-col">
        <ul className="grid grid-cols-2 content-start gap-x-1 p-1.5 sm:w-64 sm:border-r sm:border-line max-sm:border-b">
          {optional && (
            <li className="col-span-2">
              <button
                type="button"
                aria-pressed={!named && !from}
                className={item}
                onClick={() => choose({ period: ANY })}
              >
                {t('reports.period.any')}
              </button>
            </li>
          )}
          {periods.map((one) => (
            <li key={one}>
              <button
                type="button"
                aria-pressed={one === named}
                className={item}
                onClick={() => choose({ period: one })}
              >
                {t(`reports.period.${one}`)}
              </button>
            </li>
          ))}
        </ul>
        <CalendarRange
          value={shown}
          onSelect={choose}
          locale={format.locale}
          previousLabel={t('records.previous_month')}
          nextLabel={t('records.next_month')}
          firstHint={t('dashboard.choose_first')}
          lastHint={t('dashboard.choose_last')}
        />
      </div>
    </Popover>
  );
}
