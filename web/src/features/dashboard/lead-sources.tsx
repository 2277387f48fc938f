import { useKind } from '@/api/bootstrap';
import { optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { arcColors, Donut } from '@/ui/charts/donut';
import { ListLink } from '@/records/page/list-link';
import type { Lists } from './list-filters';
import { Panel } from './panel';
import { largest, percentages, type CountedGroup } from '@/lib/totals';

interface LeadSourcesProps {
  groups: readonly CountedGroup[];
  lists: Lists;
  /** The days chosen, in words. */
  days: string;
}

/** Where the leads of the days chosen came from: the largest sources and the rest together. */
export function LeadSources({ groups, lists, days }: LeadSourcesProps) {
  const t = useT();
  const format = useFormat();
  const kind = useKind('lead');
  const field = kind?.fields.find(({ key }) => key === 'source');
  const nameOf = (group: string | null) => {
    const option = field?.options.find(({ value }) => value === group);
    return kind && field && option ? optionLabel(kind, field, option) : (group ?? t('dashboard.no_source'));
  };

  const { top, rest } = largest(groups, arcColors.length);
  const slices = top.map(({ group, count }) => ({ name: nameOf(group), members: [group], count }));
  if (rest.length > 0) {
    const count = rest.reduce((sum, group) => sum + group.count, 0);
    slices.push({ name: t('dashboard.other_sources'), members: rest.map(({ group }) => group), count });
  }
  const counts = slices.map(({ count }) => count);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = percentages(counts).map((share) => format.percent(share / 100));

  return (
    <Panel
      title={t('dashboard.lead_sources')}
      end={days}
      table={{
        columns: [t('dashboard.column.source'), t('dashboard.column.leads'), t('dashboard.column.share')],
        rows: slices.map(({ name, count }, index) => ({
          key: name,
          cells: [name, format.number(count), shares[index]],
        })),
      }}
    >
      {slices.length === 0 ? (
        <p className="mt-2 text-ink-2">{t('dashboard.no_leads')}</p>
      ) : (
        <div className="mt-3 flex items-center gap-6 max-sm:gap-4">
          <Donut
            counts={counts}
            total={format.number(total)}
            caption={t('dashboard.leads_word', { count: total })}
          />
          <ul className="min-w-0 flex-1">
            {slices.map(({ name, members, count }, index) => (
              <li key={name}>
                <ListLink
                  kinds="leads"
                  filter={lists.newFrom(members)}
                  className="-mx-2 flex h-6 items-center gap-2 rounded-ctl px-2 tabular-nums hover:bg-row-hover pointer-coarse:h-9"
                >
                  <span
                    aria-hidden="true"
                    className="size-2 shrink-0 rounded-[2px] forced-color-adjust-none"
                    style={{ background: arcColors[index] }}
                  />
                  <span className="min-w-0 flex-1 truncate">{name}</span>
                  <span className="w-8 text-right text-ink-2">{format.number(count)}</span>
                  <span className="w-9 text-right text-ink-3">{shares[index]}</span>
                </ListLink>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
