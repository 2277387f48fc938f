import { lazy, Suspense } from 'react';
import { useBootstrap, useKind, useMe } from '@/api/bootstrap';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { ActivityPanel } from './activity-panel';
import { CampaignsPanel } from './campaigns-panel';
import type { Dashboard } from './dashboard-query';
import { DealStages } from './deal-stages';
import type { Focus } from './focus';
import { KpiStrip } from './kpi-strip';
import { LeadSources } from './lead-sources';
import { LeadStages } from './lead-stages';
import { listsBehind } from './list-filters';
import { MyTasks } from './my-tasks';
import { PipelineChooser } from './pipeline-chooser';
import { RevenueSkeleton } from './revenue-skeleton';
import { spanText } from '@/i18n/span-words';
import type { DashboardChange } from './use-focus';

const RevenuePanel = lazy(async () => ({ default: (await import('./revenue-panel')).RevenuePanel }));

interface DashboardSheetProps {
  dashboard: Dashboard;
  focus: Focus;
  /** The figures are those asked for before. */
  stale: boolean;
  onChange: (change: DashboardChange) => void;
}

/** Every figure and chart. What somebody may not read is left out. */
export function DashboardSheet({ dashboard, focus, stale, onChange }: DashboardSheetProps) {
  const { locale } = useFormat();
  const me = useMe();
  const { pipelines } = useBootstrap();
  const tasks = useKind('task');
  const campaigns = useKind('campaign');
  const lists = listsBehind(dashboard);
  const days = spanText(dashboard.range, locale);
  const pipeline =
    pipelines.find(({ id }) => id === focus.pipeline) ??
    pipelines.find(({ is_default }) => is_default) ??
    pipelines[0];
  const readsLeads = dashboard.counts.leads !== null;

  return (
    <div
      aria-busy={stale}
      className={cn('flex flex-1 flex-col transition-opacity duration-160', stale && 'opacity-60')}
    >
      <KpiStrip dashboard={dashboard} lists={lists} period={focus.period} />
      <div className="@container flex flex-1 flex-col">
        <div className="grid flex-1 grid-rows-[auto] gap-px overflow-clip bg-surface @3xl:grid-cols-2 @4xl:grid-cols-3 @4xl:grid-rows-[auto_auto_1fr] [&>*]:shadow-[0_0_0_1px_var(--border)]">
          {dashboard.revenue.length > 0 && (
            <div className="grid min-w-0 @3xl:col-span-2">
              <Suspense fallback={<RevenueSkeleton />}>
                <RevenuePanel months={dashboard.revenue} lists={lists} />
              </Suspense>
            </div>
          )}
          {dashboard.counts.deals_open !== null && (
            <DealStages
              stages={dashboard.deals_per_stage.filter(({ pipeline_id }) => pipeline_id === pipeline?.id)}
              lists={lists}
              chooser={
                pipeline &&
                pipelines.length > 1 && (
                  <PipelineChooser
                    pipelines={pipelines}
                    shown={pipeline}
                    onChange={(id) => onChange({ pipeline: id })}
                  />
                )
              }
            />
          )}
          {readsLeads && <LeadSources groups={dashboard.leads_per_source} lists={lists} days={days} />}
          {tasks && <MyTasks kind={tasks} />}
          <ActivityPanel actor={focus.owner === me.id ? 'me' : focus.owner} />
          {readsLeads && <LeadStages groups={dashboard.leads_per_stage} lists={lists} />}
          {campaigns && (
            <div className="grid min-w-0 @4xl:col-span-2">
              <CampaignsPanel campaigns={dashboard.campaigns} lists={lists} days={days} />
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
