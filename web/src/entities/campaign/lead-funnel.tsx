import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Aggregate, KindMeta } from '@/api/types';
import { optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { ListLink } from '@/records/page/list-link';
import { PanelError } from '@/records/page/panel-error';
import { Dot } from '@/ui/dot';
import { leadsInStage } from './campaign-lists';
import { ChartSection } from './chart-section';

interface LeadFunnelProps {
  campaign: string;
  /** The kind of leads: its stages are the steps. */
  kind: KindMeta;
}

/** How far the leads of a campaign are, from the first stage to the last. */
export function LeadFunnel({ campaign, kind }: LeadFunnelProps) {
  const t = useT();
  const format = useFormat();
  const query = { campaign_id: campaign, group_by: 'stage', measure: 'count' };
  const { data, error, refetch } = useQuery({
    queryKey: keys.aggregate(kind.plural, query),
    queryFn: async ({ signal }) =>
      (await api.get<Aggregate>(`/${kind.plural}/aggregate`, { query, signal })).data,
  });
  if (error) return <PanelError error={error} onRetry={() => void refetch()} />;
  const field = kind.fields.find(({ key }) => key === 'stage');
  const stages = (field?.options ?? []).map((option) => ({
    value: option.value,
    label: field ? optionLabel(kind, field, option) : option.label,
    color: option.color,
    count: data?.find(({ group }) => group === option.value)?.count ?? 0,
  }));
  const longest = Math.max(1, ...stages.map(({ count }) => count));
  const title = t('dashboard.leads_per_stage');
  return (
    <ChartSection
      title={title}
      table={{
        columns: [t('dashboard.column.stage'), t('dashboard.column.leads')],
        rows: stages.map(({ value, label, count }) => ({ key: value, cells: [label, format.number(count)] })),
      }}
    >
      <ol className="-mx-2 grid @2xl:auto-cols-fr @2xl:grid-flow-col">
        {stages.map(({ value, label, color, count }) => (
          <li key={value} className="min-w-0">
            <ListLink
              kinds={kind.plural}
              filter={leadsInStage(campaign, value)}
              className="focus-inset grid h-8 grid-cols-[8px_88px_minmax(0,1fr)_32px] items-center gap-x-2 rounded-ctl px-2 tabular-nums hover:bg-row-hover @2xl:h-auto @2xl:grid-cols-[8px_minmax(0,1fr)_auto] @2xl:gap-y-1.5 @2xl:py-1.5 pointer-coarse:h-11"
            >
              <Dot color={color} />
              <span className="truncate font-medium">{label}</span>
              <span className="order-last text-right text-ink-2 @2xl:order-none">{format.number(count)}</span>
              <span aria-hidden="true" className="h-1 rounded-full bg-hover @2xl:col-span-full">
                <span
                  className="block h-1 rounded-full bg-ink-2 forced-color-adjust-none"
                  style={{ width: `${(count / longest) * 100}%` }}
                />
              </span>
            </ListLink>
          </li>
        ))}
      </ol>
    </ChartSection>
  );
}
