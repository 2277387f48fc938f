import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { ListLink } from '@/records/page/list-link';
import type { CampaignFigures } from './dashboard-query';
import type { Lists } from './list-filters';
import { Panel } from './panel';
import { RecordLink } from '@/entities/activity/record-link';

interface CampaignsPanelProps {
  campaigns: readonly CampaignFigures[];
  lists: Lists;
  /** The days chosen, in words. */
  days: string;
}

const head = 'py-1.5 text-12 font-medium text-ink-3';
const figure = 'py-1.5 pl-3 text-right text-ink-2';

/** The five campaigns that brought most in the days chosen. */
export function CampaignsPanel({ campaigns, lists, days }: CampaignsPanelProps) {
  const t = useT();
  const format = useFormat();
  return (
    <Panel title={t('dashboard.campaigns')} end={days}>
      {campaigns.length === 0 ? (
        <p className="mt-2 text-ink-2">{t('dashboard.no_campaigns')}</p>
      ) : (
        <table aria-label={t('dashboard.campaigns')} className="mt-1 w-full table-fixed tabular-nums">
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className={`${head} text-left`}>
                {t('dashboard.column.campaign')}
              </th>
              <th scope="col" className={`${head} w-16 text-right`}>
                {t('dashboard.column.leads')}
              </th>
              <th scope="col" className={`${head} w-16 text-right`}>
                {t('dashboard.column.won')}
              </th>
              <th scope="col" className={`${head} w-26 text-right`}>
                {t('dashboard.revenue')}
              </th>
            </tr>
          </thead>
          <tbody>
            {campaigns.map(({ campaign, leads, won, revenue }) => (
              <tr key={campaign.id} className="border-b border-hairline last:border-0">
                <th scope="row" className="truncate py-1.5 text-left font-medium">
                  <RecordLink kind="campaign" id={campaign.id} title={campaign.title} />
                </th>
                <td className={figure}>
                  <ListLink kinds="leads" filter={lists.broughtBy(campaign.id)} className="hover:underline">
                    {format.number(leads)}
                    <span className="sr-only"> {t('dashboard.leads_word', { count: leads })}</span>
                  </ListLink>
                </td>
                <td className={figure}>
                  <ListLink kinds="deals" filter={lists.wonThrough(campaign.id)} className="hover:underline">
                    {format.number(won)}
                    <span className="sr-only"> {t('dashboard.won_word', { count: won })}</span>
                  </ListLink>
                </td>
                <td className="truncate py-1.5 pl-3 text-right font-medium">{format.moneySum(revenue)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
