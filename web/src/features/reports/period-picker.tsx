import { useState } from 'react';
import { useWorkspace } from '@/api/bootstrap';
import { spanText } from '@/i18n/span-words';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { dayOf } from '@/lib/days';
import { DaysPopover } from '@/ui/days-popover';
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
  const [today] = useState(() => dayOf(new Date(), timeZone));
  const { period, from, to } = definition;
  const named = periods.find((one) => one === period);
  const label = named
    ? t(`reports.period.${named}`)
    : from && to
      ? spanText({ from, to }, format.locale)
      : t('reports.period.any');
  const shown = range ?? (from && to ? { from, to } : { from: today, to: today });
  const choice = (one: string, name: string, pressed: boolean) => ({
    key: one,
    label: name,
    pressed,
    choose: () => onChange({ period: one }),
  });

  return (
    <DaysPopover
      label={t('reports.period')}
      chosen={label}
      chosenLabel={t('reports.period_is', { period: label })}
      choices={[
        ...periods.map((one) => choice(one, t(`reports.period.${one}`), one === named)),
        ...(optional ? [choice(ANY, t('reports.period.any'), !named && !from)] : []),
      ]}
      value={shown}
      onSelect={onChange}
      locale={format.locale}
      previousLabel={t('records.previous_month')}
      nextLabel={t('records.next_month')}
      firstHint={t('dashboard.choose_first')}
      lastHint={t('dashboard.choose_last')}
    />
  );
}
