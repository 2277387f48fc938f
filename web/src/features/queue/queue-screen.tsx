import { ChevronLeft, ChevronRight, ListTodo, PartyPopper } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n/t';
import { useIsMobile } from '@/lib/use-is-mobile';
import { PanelError } from '@/records/page/panel-error';
import { EmptyState } from '@/ui/empty-state';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Sheet } from '@/ui/sheet';
import { TopBar } from '@/ui/top-bar';
import { keyOf } from './order';
import { QueueActions } from './queue-actions';
import { QueueItemView } from './queue-item-view';
import { QueueList } from './queue-list';
import { QueueSkeleton } from './queue-skeleton';
import { useQueue, type Queue } from './use-queue';
import { useQueueCommands } from './use-queue-commands';
import { useQueueWork } from './use-queue-work';
import { WorkDialog } from './work-dialog';

/** What one should do next, one thing after the other. */
export function QueueScreen() {
  const t = useT();
  const queue = useQueue();
  const { data, error, items, count } = queue;
  return (
    <>
      <TopBar
        icon={<ListTodo size={16} strokeWidth={1.75} />}
        title={t('queue.title')}
        detail={items.length > 0 ? count : undefined}
      />
      {!data && error ? (
        <PanelError size="page" error={error} onRetry={() => void queue.refetch()} />
      ) : !data ? (
        <QueueSkeleton />
      ) : items.length === 0 ? (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <EmptyState icon={<PartyPopper />} title={t('queue.empty')} description={t('queue.empty_text')} />
        </div>
      ) : (
        <QueueDesk queue={queue} />
      )}
    </>
  );
}

function QueueDesk({ queue }: { queue: Queue }) {
  const t = useT();
  const phone = useIsMobile();
  const [listed, setListed] = useState(false);
  const work = useQueueWork(queue);
  useQueueCommands(queue, work);
  const { items, index, current, count } = queue;
  if (!current) return null;
  const choose = (key: string) => {
    queue.go(key);
    setListed(false);
  };
  return (
    <div className="flex min-h-0 flex-1">
      {!phone && (
        <div className="w-[320px] shrink-0 overflow-y-auto border-r border-line bg-surface">
          <QueueList queue={queue} onChoose={choose} />
        </div>
      )}
      <section aria-label={t('queue.now')} className="flex min-w-0 flex-1 flex-col bg-surface">
        {phone && (
          <div className="flex items-center justify-between border-b border-line px-1">
            <IconButton
              size="tap"
              label={t('queue.previous_item')}
              disabled={index === 0}
              icon={<ChevronLeft strokeWidth={1.75} />}
              onClick={() => queue.step(-1)}
            />
            <Button variant="ghost" onClick={() => setListed(true)}>
              {t('queue.place', { position: index + 1, total: count })}
            </Button>
            <IconButton
              size="tap"
              label={t('queue.next_item')}
              disabled={index === items.length - 1}
              icon={<ChevronRight strokeWidth={1.75} />}
              onClick={() => queue.step(1)}
            />
          </div>
        )}
        <div key={keyOf(current)} className="min-h-0 flex-1 overflow-y-auto">
          <QueueItemView item={current} />
        </div>
        <QueueActions work={work} />
      </section>
      {phone && (
        <Sheet
          open={listed}
          onOpenChange={setListed}
          title={t('queue.list')}
          closeLabel={t('common.close')}
          padded={false}
        >
          <QueueList queue={queue} onChoose={choose} />
        </Sheet>
      )}
      {work.dialog && work.about && (
        <WorkDialog
          key={`${work.dialog}-${keyOf(current)}`}
          part={work.dialog}
          about={work.about}
          task={work.task}
          onClose={work.close}
          onDone={() => void work.worked()}
        />
      )}
    </div>
  );
}
