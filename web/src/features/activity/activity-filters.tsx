import { useBootstrap, useWorkspace } from '@/api/bootstrap';
import { kindLabel } from '@/i18n/labels';
import { spanText } from '@/i18n/span-words';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { dayOf } from '@/lib/days';
import { presets, presetSpan } from '@/lib/span';
import { useNow } from '@/lib/use-now';
import { Button } from '@/ui/button';
import { DaysPopover } from '@/ui/days-popover';
import { Select } from '@/ui/select';
import type { ActivitySearch } from './activity-search';

const operations = ['create', 'update', 'delete', 'restore'] as const;
/** An option's value may not be empty. */
const ALL = 'all';

interface ActivityFiltersProps {
  search: ActivitySearch;
  onChange: (search: ActivitySearch) => void;
}

/** Whose doings, with what, what, and when. */
export function ActivityFilters({ search, onChange }: ActivityFiltersProps) {
  const t = useT();
  const format = useFormat();
  const { kinds, users, teams, me } = useBootstrap();
  const { fiscal_year_start: fiscalYearStart } = useWorkspace();
  const today = dayOf(useNow(), format.timeZone);
  const pick = (name: keyof ActivitySearch, any: string, options: { value: string; label: string }[]) => (
    <Select
      size="sm"
      aria-label={t(`activity.by.${name === 'from' || name === 'to' ? 'kind' : name}`)}
      className="w-auto max-w-48 max-md:h-11 max-md:w-full max-md:max-w-none"
      value={(name === 'actor' && search.actor === 'me' ? me?.id : search[name]) ?? ALL}
      options={[{ value: ALL, label: any }, ...options]}
      onValueChange={(value) => onChange({ ...search, [name]: value === ALL ? undefined : value })}
    />
  );
  const told = kinds.filter((kind) => kind.group !== 'system');
  const { from, to } = search;
  const days = from && to ? spanText({ from, to }, format.locale) : t('activity.any_day');
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-4 py-2 max-md:grid max-md:grid-cols-2">
      {pick(
        'kind',
        t('activity.any_kind'),
        told.map((kind) => ({ value: kind.key, label: kindLabel(kind) })),
      )}
      {pick('actor', t('activity.anybody'), titled(users))}
      {teams.length > 0 && pick('team', t('activity.any_team'), titled(teams))}
      {pick(
        'op',
        t('activity.anything'),
        operations.map((value) => ({ value, label: t(`activity.op.${value}`) })),
      )}
      <DaysPopover
        className="max-md:h-11 max-md:w-full max-md:justify-between"
        label={t('activity.days')}
        chosen={days}
        chosenLabel={t('activity.days_are', { days })}
        choices={presets.map((preset) => {
          const span = presetSpan(preset, today, fiscalYearStart);
          return {
            key: preset,
            label: t(`dashboard.preset.${preset}`),
            pressed: span.from === from && span.to === to,
            choose: () => onChange({ ...search, ...span }),
          };
        })}
        value={{ from: from ?? today, to: to ?? today }}
        onSelect={(span) => onChange({ ...search, from: span.from, to: span.to })}
        max={today}
        locale={format.locale}
        previousLabel={t('records.previous_month')}
        nextLabel={t('records.next_month')}
        firstHint={t('dashboard.choose_first')}
        lastHint={t('dashboard.choose_last')}
      />
      {Object.values(search).some(Boolean) && (
        <Button size="sm" variant="ghost" className="max-md:h-11" onClick={() => onChange({})}>
          {t('common.clear')}
        </Button>
      )}
    </div>
  );
}

function titled(list: readonly { id: string; title: string }[]) {
  return list.map(({ id, title }) => ({ value: id, label: title }));
}
