import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import type { Totals } from './use-totals';

interface CountTextProps {
  from: number;
  to: number;
  totals: Totals;
  /** Nothing more can be loaded, so the number of rows is the total. */
  complete: boolean;
}

/** "1–100 of about 12,480". */
export function CountText({ from, to, totals, complete }: CountTextProps) {
  const t = useT();
  const format = useFormat();
  const count = complete ? to : totals.count;
  const range = to === 0 ? '0' : `${format.number(from)}–${format.number(to)}`;
  return (
    <span role="status">
      <b className="font-medium text-ink">{range}</b>
      {count !== null && (
        <>
          {' '}
          {t(!complete && totals.approximate ? 'records.of_about' : 'records.of', {
            count: format.number(count),
          })}
        </>
      )}
    </span>
  );
}
