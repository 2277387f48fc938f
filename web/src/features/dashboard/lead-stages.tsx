import { useKind } from '@/api/bootstrap';
import { optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Dot } from '@/ui/dot';
import { ListLink } from '@/records/page/list-link';
import type { Lists } from './list-filters';
import { Panel } from './panel';
import { percentages, type CountedGroup } from '@/lib/totals';

/** Leads per stage, in the order in which the stages are passed through. */
export function LeadStages({ groups, lists }: { groups: readonly CountedGroup[]; lists: Lists }) {
  const t = useT();
  const format = useFormat();
  const kind = useKind('lead');
  const field = kind?.fields.find(({ key }) => key === 'stage');
  const options = field?.options ?? [];
  const stages = options.map((option) => ({
    value: option.value,
    label: kind && field ? optionLabel(kind, field, option) : option.label,
    color: option.color,
    count: groups.find(({ group }) => group === option.value)?.count ?? 0,
  }));
  const shares = percentages(stages.map(({ count }) => count));
  const longest = Math.max(1, ...stages.map(({ count }) => count));
  const total = stages.reduce((sum, { count }) => sum + count, 0);
  const share = (index: number) => format.percent((shares[index] ?? 0) / 100);

  return (
    <Panel
      title={t('dashboard.leads_per_stage')}
      end={t('dashboard.leads_count', { count: total })}
      table={{
        columns: [t('dashboard.column.stage'), t('dashboard.column.leads'), t('dashboard.column.share')],
        rows: stages.map(({ value, label, count }, index) => ({
          key: value,
          cells: [label, format.number(count), share(index)],
        })),
      }}
    >
      <ul className="mt-2">
        {stages.map(({ value, label, color, count }, index) => (
          <li key={value}>
            <ListLink
              kinds="leads"
              filter={lists.leadsAt(value)}
              className="-mx-2 grid h-9 grid-cols-[8px_88px_minmax(0,1fr)_40px_40px] items-center gap-x-2.5 rounded-ctl px-2 tabular-nums hover:bg-row-hover"
            >
              <Dot color={color} />
              <span className="truncate font-medium">{label}</span>
              <span aria-hidden="true" className="h-1 rounded-full bg-hover">
                <span
                  className="block h-1 rounded-full bg-ink-2 forced-color-adjust-none"
                  style={{ width: `${(count / longest) * 100}%` }}
                />
              </span>
              <span className="text-right text-ink-2">{format.number(count)}</span>
              <span className="text-right text-ink-3">{share(index)}</span>
            </ListLink>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
