import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import type { Dashboard } from './dashboard-query';
import { Kpi } from './kpi';
import { dealsThatAre, openTasks } from './list-filters';
import { ownMoney } from './totals';

/** The numbers of the workspace, each with the list behind it. */
export function KpiStrip({ dashboard }: { dashboard: Dashboard }) {
  const t = useT();
  const format = useFormat();
  const { counts, pipeline_value, weighted_value, won_value } = dashboard;
  const open = dealsThatAre('open');
  const pipeline = ownMoney(pipeline_value, format.currency).amount;
  const weighted = ownMoney(weighted_value, format.currency).amount;
  const qualified = dashboard.leads_per_stage.find(({ group }) => group === 'qualified')?.count ?? 0;
  const average = { amount: Math.round(pipeline / counts.deals_open), currency: format.currency };
  const withDeals = (note: string) => (counts.deals_open > 0 ? note : null);

  return (
    <div className="@container border-y border-line">
      <ul className="grid grid-cols-2 gap-px bg-line @2xl:grid-cols-4 @6xl:grid-cols-8 @6xl:[&>:first-child>*]:pl-6">
        <Kpi
          label={t('dashboard.kpi.pipeline')}
          value={format.moneySum(pipeline_value)}
          note={withDeals(t('dashboard.kpi.in_deals', { count: counts.deals_open }))}
          kinds="deals"
          filter={open}
        />
        <Kpi
          label={t('dashboard.kpi.weighted')}
          value={format.moneySum(weighted_value)}
          note={
            pipeline > 0
              ? t('dashboard.kpi.of_pipeline', { share: format.percent(weighted / pipeline) })
              : null
          }
          kinds="deals"
          filter={open}
        />
        <Kpi
          label={t('dashboard.kpi.won')}
          value={format.moneySum(won_value)}
          note={t('dashboard.kpi.all_time')}
          kinds="deals"
          filter={dealsThatAre('won')}
        />
        <Kpi
          label={t('dashboard.kpi.open_deals')}
          value={format.number(counts.deals_open)}
          note={withDeals(t('dashboard.kpi.average', { amount: format.moneyShort(average) }))}
          kinds="deals"
          filter={open}
        />
        <Kpi
          label={t('dashboard.kpi.leads')}
          value={format.number(counts.leads)}
          note={qualified > 0 ? t('dashboard.kpi.qualified', { count: qualified }) : null}
          kinds="leads"
        />
        <Kpi label={t('dashboard.kpi.contacts')} value={format.number(counts.contacts)} kinds="contacts" />
        <Kpi label={t('dashboard.kpi.companies')} value={format.number(counts.companies)} kinds="companies" />
        <Kpi
          label={t('dashboard.kpi.open_tasks')}
          value={format.number(counts.tasks_open)}
          note={counts.tasks_overdue > 0 ? t('dashboard.kpi.overdue', { count: counts.tasks_overdue }) : null}
          alarming
          kinds="tasks"
          filter={openTasks}
        />
      </ul>
    </div>
  );
}
