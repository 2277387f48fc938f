import { ListFilter } from 'lucide-react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { TIMELINE_TYPES, type TimelineType } from './timeline-query';

interface TimelineFilterProps {
  /** Nothing means everything. */
  types: readonly TimelineType[];
  onChange: (types: TimelineType[]) => void;
}

/** Which kinds of events the timeline shows. */
export function TimelineFilter({ types, onChange }: TimelineFilterProps) {
  const t = useT();
  const chosen = (type: TimelineType) => types.length === 0 || types.includes(type);
  const toggle = (type: TimelineType) => {
    const next = TIMELINE_TYPES.filter((other) => (other === type ? !chosen(other) : chosen(other)));
    // Nothing chosen would be an empty page, and everything chosen needs no filter.
    onChange(next.length === 0 || next.length === TIMELINE_TYPES.length ? [] : next);
  };
  const [only] = types;
  const name =
    types.length === 0
      ? t('timeline.filter.all')
      : types.length === 1 && only
        ? t(`timeline.filter.${only}`)
        : t('timeline.filter.some', { count: types.length });
  return (
    <DropdownMenu
      label={t('timeline.filter')}
      align="end"
      entries={TIMELINE_TYPES.map((type) => ({
        type: 'toggle',
        id: type,
        label: t(`timeline.filter.${type}`),
        checked: chosen(type),
        onCheckedChange: () => toggle(type),
      }))}
      trigger={
        <Button
          size="sm"
          variant="ghost"
          icon={<ListFilter size={16} strokeWidth={1.75} aria-hidden="true" />}
          aria-label={t('timeline.filter_now', { name })}
        >
          <span className="max-md:sr-only">{name}</span>
        </Button>
      }
    />
  );
}
