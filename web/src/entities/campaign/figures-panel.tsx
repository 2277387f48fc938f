import { useQuery } from '@tanstack/react-query';
import { useKind } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { PanelError } from '@/records/page/panel-error';
import { FiguresGrid } from './figures-grid';
import { figuresQuery } from './figures-query';
import { FiguresSkeleton } from './figures-skeleton';
import { LeadFunnel } from './lead-funnel';
import { TrendSection } from './trend-section';

/** Planned against actual: what the campaign brought, what it cost, and how far its leads are. */
export function FiguresPanel({ campaign }: { campaign: RecordRow }) {
  const t = useT();
  const { data, isPending, error, refetch } = useQuery(figuresQuery(campaign.id));
  const leads = useKind('lead');
  const deals = useKind('deal');
  const partial = [leads, deals].some((kind) => kind && kind.rights.read !== 'all');
  if (isPending) return <FiguresSkeleton />;
  if (!data) {
    return (
      <div className="rounded-card border border-line">
        <PanelError error={error ?? new Error('No figures.')} onRetry={() => void refetch()} />
      </div>
    );
  }
  return (
    <section aria-label={t('campaign.figures')} className="max-md:pt-3">
      <div className="@container overflow-hidden rounded-card border border-line">
        <FiguresGrid campaign={campaign} figures={data} seesLeads={!!leads} seesDeals={!!deals} />
        <TrendSection campaign={campaign.id} seesLeads={!!leads} seesDeals={!!deals} />
        {leads && data.leads > 0 && <LeadFunnel campaign={campaign.id} kind={leads} />}
      </div>
      {partial && <p className="mt-1.5 text-12 text-ink-3">{t('campaign.partial')}</p>}
    </section>
  );
}
