import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { DaysPopover } from '@/ui/days-popover';
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
  const days = spanText(focus, format.locale);
  const choose = ({ from, to }: Span) => onChange({ period: null, from, to });
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
      <DaysPopover
        align="end"
        label={t('dashboard.days')}
        chosen={days}
        chosenLabel={t('dashboard.days_are', { days })}
        choices={presets.map((preset) => {
          const span = presetSpan(preset, today, fiscalYearStart);
          return {
            key: preset,
            label: t(`dashboard.preset.${preset}`),
            pressed: isShown(span),
            choose: () => choose(span),
          };
        })}
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
  );
}
