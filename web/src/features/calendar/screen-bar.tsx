import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { SegmentedControl } from '@/ui/segmented-control';
import { sorts, views, type CalendarSearch, type Sort, type View } from './screen-search';
import { stepFrom } from './screen-span';

interface ScreenBarProps {
  view: View;
  at: string;
  today: string;
  /** What is shown, in words. */
  title: string;
  phone: boolean;
  hidden: ReadonlySet<Sort>;
  onChange: (search: Partial<CalendarSearch>) => void;
  onHide: (sorts: readonly Sort[]) => void;
}

const icon = { size: 16, strokeWidth: 1.75 };

/** Which days are shown, how, and of what. */
export function ScreenBar({ view, at, today, title, phone, hidden, onChange, onHide }: ScreenBarProps) {
  const t = useT();
  const size = phone ? 'tap' : 'md';
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2 max-md:px-2">
      <IconButton
        label={t('agenda.previous')}
        icon={<ChevronLeft {...icon} />}
        size={size}
        onClick={() => onChange({ at: stepFrom(view, at, -1) })}
      />
      <h2 className="min-w-32 text-center text-13 font-semibold" aria-live="polite">
        {title}
      </h2>
      <IconButton
        label={t('agenda.next')}
        icon={<ChevronRight {...icon} />}
        size={size}
        onClick={() => onChange({ at: stepFrom(view, at, 1) })}
      />
      {at !== today && (
        <Button size="sm" variant="ghost" onClick={() => onChange({ at: undefined })}>
          {t('agenda.today')}
        </Button>
      )}
      <div role="group" aria-label={t('agenda.sorts')} className="ml-auto flex gap-1 max-md:ml-0">
        {sorts.map((sort) => (
          <button
            key={sort}
            type="button"
            aria-pressed={!hidden.has(sort)}
            onClick={() =>
              onHide(sorts.filter((other) => (other === sort ? !hidden.has(sort) : hidden.has(other))))
            }
            className="touch-target relative h-7 rounded-full border border-line px-2.5 text-12 text-ink-3 line-through aria-pressed:border-selected-line aria-pressed:bg-selected aria-pressed:text-ink aria-pressed:no-underline"
          >
            {t(`agenda.sorts.${sort}`)}
          </button>
        ))}
      </div>
      <SegmentedControl
        label={t('agenda.view')}
        value={view}
        segments={views.map((value) => ({ value, label: t(`agenda.view.${value}`) }))}
        onValueChange={(next) => onChange({ view: next })}
      />
    </div>
  );
}
