import { Lock, Plus } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import type { KindMeta } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { IconButton } from '@/ui/icon-button';
import type { SavedView } from './view-record';

interface ViewTabsProps {
  kind: KindMeta;
  views: readonly SavedView[];
  counts: ReadonlyMap<string, number>;
  /** Null is the list as it comes, without a view. */
  current: string | null;
  onChoose: (id: string | null) => void;
  onCreate: () => void;
}

/** The list as it comes and the saved views: tabs of ink, on phones pills. */
export function ViewTabs({ kind, views, counts, current, onChoose, onCreate }: ViewTabsProps) {
  const t = useT();
  const format = useFormat();
  const strip = useRef<HTMLDivElement>(null);
  const tabs = [
    { id: null, name: t('records.view.all', { kinds: kindLabel(kind).toLocaleLowerCase() }), locked: false },
    ...views,
  ];
  const move = (event: KeyboardEvent, index: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.id);
    strip.current?.querySelectorAll<HTMLElement>('[role="tab"]')[tabs.indexOf(next)]?.focus();
  };
  return (
    <div className="flex min-w-0 items-stretch overflow-x-auto [scrollbar-width:none] max-md:py-0.5">
      <div
        ref={strip}
        role="tablist"
        aria-label={t('records.view.tabs')}
        className="flex items-stretch gap-0.5 max-md:items-center max-md:gap-1.5"
      >
        {tabs.map((tab, index) => {
          const on = tab.id === current;
          const count = tab.id === null ? undefined : counts.get(tab.id);
          return (
            <button
              key={tab.id ?? ''}
              type="button"
              role="tab"
              aria-selected={on}
              aria-controls="record-list"
              tabIndex={on ? 0 : -1}
              onClick={() => onChoose(tab.id)}
              onKeyDown={(event) => move(event, index)}
              className={cn(
                'focus-inset relative flex shrink-0 items-center gap-1.5 px-2 text-13 font-medium whitespace-nowrap max-md:h-8 max-md:rounded-full max-md:border max-md:px-3 pointer-coarse:touch-target',
                on
                  ? 'text-ink max-md:border-transparent max-md:bg-ink max-md:text-surface md:after:absolute md:after:inset-x-2 md:after:bottom-0 md:after:h-0.5 md:after:rounded-t-[2px] md:after:bg-ink'
                  : 'text-ink-2 hover:text-ink max-md:border-line',
              )}
            >
              {tab.name}
              {count !== undefined && (
                <span
                  className={cn('text-12 font-medium text-ink-3 tabular-nums', on && 'max-md:text-surface')}
                >
                  {format.number(count)}
                </span>
              )}
              {tab.locked && (
                <>
                  <Lock
                    size={12}
                    strokeWidth={2.25}
                    aria-hidden="true"
                    className={cn('text-ink-3', on && 'max-md:text-surface')}
                  />
                  <span className="sr-only">{t('records.view.is_locked')}</span>
                </>
              )}
            </button>
          );
        })}
      </div>
      <IconButton
        size="sm"
        label={t('records.view.new')}
        icon={<Plus size={16} strokeWidth={1.75} />}
        onClick={onCreate}
        className="ml-0.5 self-center"
      />
    </div>
  );
}
