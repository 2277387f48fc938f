import { CalendarDays, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';
import { CalendarRange } from '@/ui/calendar-range';
import { Popover } from '@/ui/popover';
import { SegmentedControl } from '@/ui/segmented-control';
import type { Focus } from './focus';
import { periods, presets, presetSpan, type Span } from '@/lib/span';
import { spanText } from '@/i18n/span-words';
import type { DashboardChange } from './use-focus';

interface SpanPickerProps {
  focus: Pick<Focus, 'period' | 'from' | 'to'>;
  today: string;
  fiscalYearStart: number;
  onChange: (change: DashboardChange) => void;
}

/** Which days the figures are of: a period until today, or any span of days. */
export function SpanPicker({ focus, today, fiscalYearStart, onChange }: SpanPickerProps) {
  const t = useT();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const days = spanText(focus, format.locale);
  const choose = ({ from, to }: Span) => {
    setOpen(false);
    onChange({ period: null, from, to });
  };
  const isShown = (span: Span) => focus.period === null && span.from === focus.from && span.to === focus.to;

  return (
    <div className="flex flex-wrap items-center gap-2">
      <SegmentedControl
        label={t('dashboard.period')}
        value={focus.period}
        segments={periods.map((value) => ({ value, label: t(`dashboard.period.${value}`) }))}
        // A month is what is shown where the address says nothing.
        onValueChange={(period) =>
          onChange({ period: period === 'month' ? null : period, from: null, to: null })
        }
      />
      <Popover
        open={open}
        onOpenChange={setOpen}
        align="end"
        label={t('dashboard.days')}
        trigger={
          <Button
            size="sm"
            icon={<CalendarDays size={16} strokeWidth={1.75} />}
            aria-label={t('dashboard.days_are', { days })}
          >
            {days}
            <ChevronDown size={14} strokeWidth={2} aria-hidden="true" />
          </Button>
        }
      >
        <div className="flex max-sm:flex-col">
          <ul className="flex flex-col p-1.5 sm:w-36 sm:border-r sm:border-line max-sm:flex-row max-sm:flex-wrap max-sm:border-b">
            {presets.map((preset) => {
              const span = presetSpan(preset, today, fiscalYearStart);
              return (
                <li key={preset}>
                  <button
                    type="button"
                    aria-pressed={isShown(span)}
                    className="w-full rounded-ctl px-2 py-1 text-left hover:bg-hover aria-pressed:bg-selected aria-pressed:font-medium pointer-coarse:py-2.5"
                    onClick={() => choose(span)}
                  >
                    {t(`dashboard.preset.${preset}`)}
                  </button>
                </li>
              );
            })}
          </ul>
          <CalendarRange
            value={focus}
            onSelect={choose}
            max={today}
            locale={format.locale}
            previousLabel={t('records.previous_month')}
            nextLabel={t('records.next_month')}
            firstHint={t('dashboard.choose_first')}
            lastHint={t('dashboard.choose_last')}
          />
        </div>
      </Popover>
    </div>
  );
}
