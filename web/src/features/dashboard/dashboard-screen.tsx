import { Home } from 'lucide-react';
import { useT } from '@/i18n/t';
import { TopBar } from '@/ui/top-bar';
import { DashboardBody } from './dashboard-body';
import { OwnerMenu } from '@/records/people/owner-menu';
import { useFocus } from './use-focus';
import { WrongAddress } from './wrong-address';

/** Home: what today holds and how the workspace stands, on one sheet ruled by lines. */
export function DashboardScreen() {
  const t = useT();
  const { focus, today, fiscalYearStart, change, reset } = useFocus();
  return (
    <>
      <TopBar icon={<Home size={16} strokeWidth={1.75} />} title={t('dashboard.title')}>
        {focus && <OwnerMenu focus={focus} onChange={change} />}
      </TopBar>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        {focus ? (
          <DashboardBody
            focus={focus}
            today={today}
            fiscalYearStart={fiscalYearStart}
            onChange={change}
            onReset={reset}
          />
        ) : (
          <WrongAddress onReset={reset} />
        )}
      </div>
    </>
  );
}
