import { useEffect, useRef } from 'react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { Button } from '@/ui/button';
import { AboutText } from './about-text';
import { keyOf } from './order';
import { ReasonLine } from './reason-line';
import type { QueueItem } from './queue-query';
import type { Queue } from './use-queue';

interface QueueListProps {
  queue: Queue;
  onChoose: (key: string) => void;
}

/** Everything that waits, under its reason. */
export function QueueList({ queue, onChoose }: QueueListProps) {
  const t = useT();
  const { items, skippedFrom, counts, current } = queue;
  const chosen = current ? keyOf(current) : null;
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // It answers a promise in new browsers, which an effect may not give back.
    void here.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const sections: { id: string; title: string; count: number; items: QueueItem[] }[] = [];
  for (const [index, item] of items.entries()) {
    const skipped = index >= skippedFrom;
    const id = skipped ? 'skipped' : item.reason;
    const last = sections.at(-1);
    if (last?.id === id) last.items.push(item);
    else {
      const title = t(skipped ? 'queue.skipped' : `queue.reason.${item.reason}`);
      const count = skipped ? items.length - skippedFrom : (counts?.[item.reason] ?? 0);
      sections.push({ id, title, count, items: [item] });
    }
  }
  return (
    <nav aria-label={t('queue.list')} className="pb-4">
      {sections.map((section) => (
        <section key={section.id} aria-labelledby={`queue-${section.id}`}>
          <h2
            id={`queue-${section.id}`}
            className="sticky top-0 z-10 flex items-center gap-2 bg-surface px-4 pt-3 pb-1 text-12 font-medium text-ink-3"
          >
            {section.title}
            <span className="tabular-nums">{section.count}</span>
          </h2>
          <ul>
            {section.items.map((item) => {
              const key = keyOf(item);
              return (
                <li key={key}>
                  <button
                    ref={key === chosen ? here : undefined}
                    type="button"
                    aria-current={key === chosen || undefined}
                    onClick={() => onChoose(key)}
                    className={cn(
                      'focus-inset grid w-full gap-0.5 px-4 py-2 text-left hover:bg-hover pointer-coarse:py-3',
                      key === chosen && 'bg-selected hover:bg-selected',
                    )}
                  >
                    <span className="truncate font-medium">{item.record.title}</span>
                    <AboutText item={item} />
                    <ReasonLine item={item} />
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {queue.hasNextPage && (
        <div className="flex justify-center p-3">
          <Button loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
            {t('queue.more')}
          </Button>
        </div>
      )}
    </nav>
  );
}
