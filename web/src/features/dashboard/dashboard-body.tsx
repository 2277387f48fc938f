import { useQuery } from '@tanstack/react-query';
import { isProblem } from '@/api/problem-error';
import { DashboardSheet } from './dashboard-sheet';
import { dashboardQuery, isUnused } from './dashboard-query';
import { DashboardSkeleton } from './dashboard-skeleton';
import { FirstUse } from './first-use';
import type { Focus } from './focus';
import { Greeting } from './greeting';
import { PanelError } from './panel-error';
import { SpanPicker } from './span-picker';
import type { DashboardChange } from './use-focus';
import { WrongAddress } from './wrong-address';

interface DashboardBodyProps {
  focus: Focus;
  today: string;
  fiscalYearStart: number;
  onChange: (change: DashboardChange) => void;
  onReset: () => void;
}

/** What the address asks for. The figures shown before stay, paler, until the new ones are there. */
export function DashboardBody({ focus, today, fiscalYearStart, onChange, onReset }: DashboardBodyProps) {
  const { data, error, refetch, isPlaceholderData } = useQuery(dashboardQuery(focus));
  if (!data && isProblem(error) && error.status === 422) {
    return <WrongAddress reason={error.errors[0]?.message} onReset={onReset} />;
  }
  if (data && isUnused(data)) {
    return (
      <>
        <Greeting />
        <FirstUse />
      </>
    );
  }
  return (
    <>
      <Greeting>
        <SpanPicker focus={focus} today={today} fiscalYearStart={fiscalYearStart} onChange={onChange} />
      </Greeting>
      {data ? (
        <DashboardSheet dashboard={data} focus={focus} stale={isPlaceholderData} onChange={onChange} />
      ) : error ? (
        <PanelError size="page" error={error} onRetry={() => void refetch()} />
      ) : (
        <DashboardSkeleton />
      )}
    </>
  );
}
