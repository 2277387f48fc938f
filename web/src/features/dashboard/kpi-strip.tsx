import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import type { Money } from '@/api/types';
import { ListLink } from '@/records/page/list-link';
import type { Dashboard } from './dashboard-query';
import { change, changeOfShare, shareOf, type Delta } from './delta';
import { DeltaLine } from './delta-line';
import { Kpi } from './kpi';
import type { Lists } from './list-filters';
import type { Period } from '@/lib/span';
import { comparedText, spanText } from '@/i18n/span-words';
import { otherMoney, ownMoney } from '@/lib/totals';
import { useNow } from '@/lib/use-now';

interface KpiStripProps {
  dashboard: Dashboard;
  lists: Lists;
  period: Period | null;
}

/** What has a curve beside it needs more room. The cells break into rows and fill them, however many there are. */
const wide = 'grow-3 basis-44 max-md:basis-40';
const narrow = 'grow-2 basis-36 max-md:grow-3 max-md:basis-40';

/** The figures of the time and the people chosen, each with the list behind it. */
export function KpiStrip({ dashboard, lists, period }: KpiStripProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const { counts, won, new_leads: leads, conversion, before } = dashboard;
  const own = (sums: readonly Money[]) => ownMoney(sums, format.currency);
  const others = (sums: readonly Money[]) => {
    const list = otherMoney(sums, format.currency);
    return list.length > 0 ? `+ ${format.moneySum(list)}` : null;
  };
  const delta = (delta: Delta | null) =>
    delta && (
      <DeltaLine
        delta={delta}
        than={comparedText(period, before, format.locale, t)}
        days={spanText(before, format.locale)}
      />
    );
  const share = conversion && shareOf(conversion.converted, conversion.leads);

  return (
    <div className="border-y border-line">
      <ul className="flex flex-wrap gap-px bg-line md:[&>:first-child>a]:pl-6">
        {counts.deals_open !== null && (
          <Kpi
            className={`${wide} max-md:basis-full`}
            label={t('dashboard.kpi.pipeline')}
            value={format.moneyShort(own(dashboard.pipeline_value))}
            also={others(dashboard.pipeline_value)}
            note={quiet(
              t('dashboard.kpi.weighted', { amount: format.moneyShort(own(dashboard.weighted_value)) }),
            )}
            kinds="deals"
            filter={lists.openDeals}
          />
        )}
        {won && (
          <Kpi
            className={wide}
            label={period ? t(`dashboard.kpi.won.${period}`) : t('dashboard.kpi.won')}
            value={format.moneyShort(own(won.amount))}
            also={others(won.amount)}
            trend={won.trend}
            note={delta(change(own(won.amount).amount, own(won.before.amount).amount))}
            kinds="deals"
            filter={lists.won()}
          />
        )}
        {leads && (
          <Kpi
            className={wide}
            label={t('dashboard.kpi.new_leads')}
            value={format.number(leads.count)}
            trend={leads.trend}
            note={delta(change(leads.count, leads.before))}
            kinds="leads"
            filter={lists.newLeads}
          />
        )}
        {conversion && (
          <Kpi
            className={wide}
            label={t('dashboard.kpi.conversion')}
            value={share === null ? '–' : format.percent(share, 1)}
            trend={conversion.trend}
            note={
              delta(changeOfShare(share, shareOf(conversion.before.converted, conversion.before.leads))) ??
              quiet(
                t('dashboard.kpi.converted', {
                  count: format.number(conversion.converted),
                  leads: format.number(conversion.leads),
                }),
              )
            }
            kinds="leads"
            filter={lists.converted}
          />
        )}
        {counts.leads !== null && (
          <Kpi
            className={narrow}
            label={t('dashboard.kpi.leads')}
            value={format.number(counts.leads)}
            note={qualifiedNote(dashboard, (count) => quiet(t('dashboard.kpi.qualified', { count })))}
            kinds="leads"
            filter={lists.openLeads}
          />
        )}
        {counts.customers !== null && (
          <Kpi
            className={narrow}
            label={t('dashboard.kpi.customers')}
            value={format.number(counts.customers)}
            note={
              counts.contacts !== null && quiet(t('dashboard.kpi.of_contacts', { count: counts.contacts }))
            }
            kinds="contacts"
            filter={lists.customers}
          />
        )}
        {counts.tasks_open !== null && (
          <Kpi
            className={narrow}
            label={t('dashboard.kpi.open_tasks')}
            value={format.number(counts.tasks_open)}
            kinds="tasks"
            filter={lists.openTasks}
            aside={
              counts.tasks_overdue ? (
                <ListLink
                  kinds="tasks"
                  filter={lists.overdueTasks(now)}
                  className="focus-inset block flex-1 px-5 pb-3.5 text-12 font-medium text-danger hover:underline max-md:px-4"
                >
                  <span className="mt-1 block">
                    {t('dashboard.kpi.overdue', { count: counts.tasks_overdue })}
                  </span>
                </ListLink>
              ) : undefined
            }
          />
        )}
      </ul>
    </div>
  );
}

function quiet(text: string) {
  return <span className="mt-1 block truncate text-12 text-ink-3 tabular-nums">{text}</span>;
}

function qualifiedNote<Shown>(dashboard: Dashboard, show: (count: number) => Shown): Shown | null {
  const count = dashboard.leads_per_stage.find(({ group }) => group === 'qualified')?.count ?? 0;
  return count > 0 ? show(count) : null;
}
