import type { ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { Skeleton } from '@/ui/skeleton';
import { SettingError } from './setting-error';

interface SettingRowsProps<Row extends { id: string }> {
  rows: readonly Row[] | undefined;
  error: Error | null;
  onRetry: () => void;
  /** One sentence where there is none yet. */
  empty: ReactNode;
  /** The accessible name of the list. */
  label: string;
  children: (row: Row, index: number) => ReactNode;
}

/** A list of settings with hairlines between its rows, and its loading, empty and error states. */
export function SettingRows<Row extends { id: string }>(props: SettingRowsProps<Row>) {
  const t = useT();
  const { rows, error, onRetry, empty, label, children } = props;
  if (!rows && error) return <SettingError error={error} onRetry={onRetry} />;
  if (!rows) {
    return (
      <div className="grid gap-4 py-3" role="status">
        <span className="sr-only">{t('common.loading')}</span>
        {Array.from({ length: 4 }, (_, index) => (
          <Skeleton key={index} className={index % 2 === 0 ? 'h-6 w-2/3' : 'h-6 w-1/2'} />
        ))}
      </div>
    );
  }
  if (rows.length === 0) return <p className="border-t border-line py-6 text-ink-2">{empty}</p>;
  return (
    <ul aria-label={label} className="border-t border-line">
      {rows.map((row, index) => (
        <li key={row.id} className="border-b border-hairline">
          {children(row, index)}
        </li>
      ))}
    </ul>
  );
}
