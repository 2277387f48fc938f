import { useQuery } from '@tanstack/react-query';
import { Home } from 'lucide-react';
import { useKind } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { TopBar } from '@/ui/top-bar';
import { ActivityPanel } from './activity-panel';
import { dashboardQuery, isUnused, type Dashboard } from './dashboard-query';
import { DashboardSkeleton } from './dashboard-skeleton';
import { DealStages } from './deal-stages';
import { FirstUse } from './first-use';
import { Greeting } from './greeting';
import { KpiStrip } from './kpi-strip';
import { LeadSources } from './lead-sources';
import { LeadStages } from './lead-stages';
import { MyTasks } from './my-tasks';
import { PanelError } from './panel-error';

/** Home: what today holds and how the workspace stands, on one sheet ruled by lines. */
export function DashboardScreen() {
  const t = useT();
  const { data, error, refetch } = useQuery(dashboardQuery);
  return (
    <>
      <TopBar icon={<Home size={16} strokeWidth={1.75} />} title={t('dashboard.title')} />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <Greeting />
        {data ? (
          <Sheet dashboard={data} />
        ) : error ? (
          <PanelError size="page" error={error} onRetry={() => void refetch()} />
        ) : (
          <DashboardSkeleton />
        )}
      </div>
    </>
  );
}

function Sheet({ dashboard }: { dashboard: Dashboard }) {
  const tasks = useKind('task');
  if (isUnused(dashboard)) return <FirstUse />;
  return (
    <>
      <KpiStrip dashboard={dashboard} />
      <div className="@container flex flex-1 flex-col">
        <div className="grid flex-1 grid-rows-[auto] gap-px bg-line @3xl:grid-cols-2 @4xl:grid-cols-3 @4xl:grid-rows-[auto_1fr]">
          <div className="grid @3xl:col-span-2">
            <DealStages stages={dashboard.deals_per_stage} />
          </div>
          <LeadStages groups={dashboard.leads_per_stage} />
          <LeadSources groups={dashboard.leads_per_source} />
          {tasks && <MyTasks kind={tasks} />}
          <ActivityPanel />
        </div>
      </div>
    </>
  );
}
