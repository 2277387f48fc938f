import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { spanShort, spanText } from '@/i18n/span-words';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { minorDigits } from '@/lib/money';
import { addDays } from '@/lib/span';
import { PanelError } from '@/records/page/panel-error';
import { moneyAxis } from '@/ui/charts/axis';
import { LineChart } from '@/ui/charts/line-chart';
import { SegmentedControl } from '@/ui/segmented-control';
import { leadsOfDays, wonDealsOfDays } from './campaign-lists';
import { ChartSection } from './chart-section';
import { trendQuery, type TrendPart } from './trend-query';

type Shown = 'leads' | 'revenue';

interface TrendSectionProps {
  campaign: string;
  seesLeads: boolean;
  seesDeals: boolean;
}

/** What the campaign brought over time: leads, or what was won through it. */
export function TrendSection({ campaign, seesLeads, seesDeals }: TrendSectionProps) {
  const t = useT();
  const format = useFormat();
  const [chosen, setChosen] = useState<Shown>(seesLeads ? 'leads' : 'revenue');
  const { data: parts, error, refetch } = useQuery(trendQuery(campaign));
  if (error) return <PanelError error={error} onRetry={() => void refetch()} />;
  // One day alone makes no curve.
  if (!parts || parts.length < 2 || parts.every(({ leads, won }) => leads === 0 && won === 0)) return null;

  const currency = parts[0]?.revenue?.currency ?? format.currency;
  const money = chosen === 'revenue';
  const valueOf = ({ leads, revenue }: TrendPart) => Math.max(0, money ? (revenue?.amount ?? 0) : leads);
  const text = (value: number) =>
    money ? format.moneyShort({ amount: value, currency }) : format.number(value);
  const largest = Math.max(0, ...parts.map(valueOf));
  const perMajor = money ? 10 ** minorDigits(currency) : 1;
  const name = t(money ? 'campaign.revenue' : 'campaign.leads');
  const title = t('campaign.over_time');
  const nameOf = (part: TrendPart) => spanText(part, format.locale);
  return (
    <ChartSection
      title={title}
      end={
        seesLeads &&
        seesDeals && (
          <SegmentedControl
            label={title}
            value={chosen}
            segments={[
              { value: 'leads', label: t('campaign.leads') },
              { value: 'revenue', label: t('campaign.revenue') },
            ]}
            onValueChange={setChosen}
          />
        )
      }
      table={{
        columns: [
          t('campaign.days'),
          ...(seesLeads ? [t('campaign.leads')] : []),
          ...(seesDeals ? [t('campaign.won'), t('campaign.revenue')] : []),
        ],
        rows: parts.map((part) => ({
          key: part.from,
          cells: [
            nameOf(part),
            ...(seesLeads ? [format.number(part.leads)] : []),
            ...(seesDeals ? [format.number(part.won), part.revenue ? format.money(part.revenue) : '–'] : []),
          ],
        })),
      }}
    >
      <div className="mt-3">
        <LineChart
          summary={t('campaign.trend_summary', {
            name,
            first: nameOf(parts[0] as TrendPart),
            last: nameOf(parts.at(-1) as TrendPart),
            total: text(parts.reduce((sum, part) => sum + valueOf(part), 0)),
          })}
          ticks={moneyAxis(largest, perMajor, format.locale.endsWith('-IN')).ticks.map((value) => ({
            value,
            text: text(value),
          }))}
          lines={[
            {
              name,
              color: 'var(--c1)',
              values: parts.map(valueOf),
              texts: parts.map((part) => [text(valueOf(part))]),
            },
          ]}
          spots={parts.map((part) => ({
            key: part.from,
            title: nameOf(part),
            short: spanShort(part.from, addDays(part.to, 1), format.locale, t),
            label: `${nameOf(part)}: ${name} ${text(valueOf(part))}`,
            link: (
              <Link
                to="/$plural"
                params={{ plural: money ? 'deals' : 'leads' }}
                search={{ filter: money ? wonDealsOfDays(campaign, part) : leadsOfDays(campaign, part) }}
                preload={false}
              />
            ),
          }))}
        />
      </div>
    </ChartSection>
  );
}
