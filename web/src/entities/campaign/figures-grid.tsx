import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Progress } from '@/ui/progress';
import { budgetUse } from './budget';
import { convertedLeadsOf, hotLeadsOf, leadsOf, wonDealsOf } from './campaign-lists';
import { Figure } from './figure';
import type { CampaignFigures } from './figures-query';

interface FiguresGridProps {
  campaign: RecordRow;
  figures: CampaignFigures;
  /** What is made of records that the person may not see is left open, instead of being nought. */
  seesLeads: boolean;
  seesDeals: boolean;
}

const NOTHING = '–';

export function FiguresGrid({ campaign, figures, seesLeads, seesDeals }: FiguresGridProps) {
  const t = useT();
  const format = useFormat();
  const {
    leads,
    hot,
    converted,
    won,
    revenue,
    budget,
    spend,
    cost_per_lead: each,
    roi,
    revenue_total: total,
    unconverted,
  } = figures;
  const planned = typeof campaign['planned_leads'] === 'number' ? campaign['planned_leads'] : 0;
  const use = budgetUse(spend, budget);
  const shareOfLeads = (count: number) =>
    seesLeads && count > 0 ? t('campaign.of_leads', { share: format.percent(count / leads) }) : null;
  // Of a long way the first steps count too.
  const shareOf = (share: number) => format.percent(share, share < 0.01 ? 1 : 0);
  const left = spend && budget ? { ...budget, amount: Math.abs(budget.amount - spend.amount) } : null;
  const foreign = total && revenue.some(({ currency }) => currency !== total.currency);
  const revenueNote =
    unconverted.length > 0
      ? t('campaign.unconverted', { currencies: unconverted.join(', ') })
      : t(foreign ? 'campaign.at_rates' : 'campaign.from_won');
  const dealsHere = { kinds: 'deals', filter: wonDealsOf(campaign.id) };

  return (
    <ul className="grid grid-cols-2 gap-px bg-line @2xl:grid-cols-4">
      <Figure
        label={t('campaign.leads')}
        value={seesLeads ? format.number(leads) : NOTHING}
        of={planned > 0 ? t('campaign.of_planned', { planned: format.number(planned) }) : null}
        bar={
          seesLeads &&
          planned > 0 && <Progress label={t('campaign.leads_progress')} value={leads} max={planned} />
        }
        note={planned > 0 && seesLeads ? t('campaign.of_plan', { share: shareOf(leads / planned) }) : null}
        list={{ kinds: 'leads', filter: leadsOf(campaign.id) }}
      />
      <Figure
        label={t('campaign.hot')}
        value={seesLeads ? format.number(hot) : NOTHING}
        note={shareOfLeads(hot)}
        list={{ kinds: 'leads', filter: hotLeadsOf(campaign.id) }}
      />
      <Figure
        label={t('campaign.converted')}
        value={seesLeads ? format.number(converted) : NOTHING}
        note={shareOfLeads(converted)}
        list={{ kinds: 'leads', filter: convertedLeadsOf(campaign.id) }}
      />
      <Figure label={t('campaign.won')} value={seesDeals ? format.number(won) : NOTHING} list={dealsHere} />
      <Figure
        label={t('campaign.spend')}
        value={spend ? format.moneyShort(spend) : NOTHING}
        of={budget && t('campaign.of_budget', { budget: format.moneyShort(budget) })}
        bar={
          use && (
            <Progress
              label={t('campaign.budget_progress')}
              value={use.share}
              max={1}
              tone={use.tone}
              valueText={format.percent(use.share)}
            />
          )
        }
        tone={use?.tone}
        note={
          use && left
            ? t(use.share > 1 ? 'campaign.over_budget' : 'campaign.left', {
                share: format.percent(use.share),
                amount: format.moneyShort(left),
              })
            : null
        }
      />
      <Figure
        label={t('campaign.revenue')}
        value={!seesDeals ? NOTHING : total ? format.moneyShort(total) : format.moneySum(revenue)}
        note={seesDeals ? revenueNote : null}
        list={dealsHere}
      />
      <Figure label={t('campaign.cost_per_lead')} value={each && seesLeads ? format.money(each) : NOTHING} />
      <Figure
        label={t('campaign.roi')}
        value={roi === null || !seesDeals ? NOTHING : format.percent(roi / 100)}
        note={roi === null ? t('campaign.no_spend') : null}
      />
    </ul>
  );
}
