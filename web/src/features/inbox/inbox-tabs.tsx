import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { boxes } from './boxes';
import type { BoxId } from './inbox-search';
import { useBoxCounts } from './use-box-counts';

interface InboxTabsProps {
  current: BoxId;
  onOpen: (box: BoxId) => void;
}

/** The boxes, each with how much lies in it. */
export function InboxTabs({ current, onOpen }: InboxTabsProps) {
  const t = useT();
  const format = useFormat();
  const counts = useBoxCounts();
  return (
    <nav
      aria-label={t('inbox.boxes')}
      className="flex h-10 shrink-0 items-stretch overflow-x-auto border-b border-line px-2.5 [scrollbar-width:none]"
    >
      {boxes.map(({ id }) => {
        const count = counts.get(id);
        return (
          <button
            key={id}
            type="button"
            aria-current={id === current ? 'page' : undefined}
            onClick={() => onOpen(id)}
            className="focus-inset relative flex shrink-0 items-center gap-1 px-1.5 font-medium whitespace-nowrap text-ink-2 hover:text-ink aria-[current=page]:text-ink aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-1.5 aria-[current=page]:after:bottom-0 aria-[current=page]:after:h-0.5 aria-[current=page]:after:rounded-t-[2px] aria-[current=page]:after:bg-ink"
          >
            {t(`inbox.box.${id}`)}
            {count !== undefined && count > 0 && (
              <span className="text-12 text-ink-3 tabular-nums">{format.number(count)}</span>
            )}
          </button>
        );
      })}
    </nav>
  );
}
