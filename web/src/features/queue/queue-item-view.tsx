import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { PanelError } from '@/records/page/panel-error';
import { ContactButtons } from '@/records/page/contact-buttons';
import { RecordFacts } from '@/records/page/record-facts';
import { useRecord } from '@/records/mutations/use-record';
import { Markdown } from '@/records/markdown/markdown';
import { Timeline } from '@/records/timeline/timeline';
import { Skeleton } from '@/ui/skeleton';
import { KindIcon } from '@/ui/kind-icon';
import type { QueueItem } from './queue-query';
import { ReachLinks } from './reach-links';
import { ReasonLine } from './reason-line';
import { RecordAnchor } from './record-anchor';
import { useTarget } from './use-target';

const TALKS = ['interaction', 'note'] as const;

/** What is to be done now, large, with what one has to know for it. */
export function QueueItemView({ item }: { item: QueueItem }) {
  const target = useTarget(item);
  const description = item.kind === 'task' ? item.record['description'] : null;
  return (
    <article
      aria-labelledby="queue-now"
      className="mx-auto grid max-w-[820px] gap-5 px-6 py-6 max-md:px-4 max-md:py-4"
    >
      <header className="grid gap-2">
        <ReasonLine item={item} long />
        <h2 id="queue-now" tabIndex={-1} className="text-20 font-semibold wrap-anywhere outline-none">
          {item.record.title}
        </h2>
        {typeof description === 'string' && description !== '' && (
          <div className="max-w-[660px] text-14 text-ink-2">
            <Markdown text={description} />
          </div>
        )}
      </header>
      {target && <AboutRecord key={target.id} {...target} task={item.kind === 'task'} />}
    </article>
  );
}

/** The record it is about: who it is, how they are reached, what was said last. */
function AboutRecord({ kind, id, task }: { kind: KindMeta; id: string; task: boolean }) {
  const t = useT();
  const { data, error, refetch } = useRecord(kind, id);
  if (!data) {
    return error ? (
      <PanelError error={error} onRetry={() => void refetch()} />
    ) : (
      <div role="status" aria-label={t('common.loading')} className="grid gap-3">
        <Skeleton className="h-5 w-56" />
        <Skeleton className="h-12" />
        <Skeleton className="h-32" />
      </div>
    );
  }
  return (
    <>
      <section aria-label={data.title} className="grid gap-2 border-t border-line pt-4">
        <p className="flex min-w-0 items-center gap-2 font-medium">
          <KindIcon name={kind.icon} className="shrink-0 text-ink-3" />
          <RecordAnchor kind={kind} id={id} className="truncate text-link hover:underline">
            {task ? data.title : t('queue.open_record', { title: data.title })}
          </RecordAnchor>
        </p>
        <ReachLinks kind={kind} record={data} />
        <ContactButtons kind={kind} record={data} />
        <RecordFacts kind={kind} record={data} />
      </section>
      {kind.capabilities.includes('timeline') && (
        <section aria-labelledby="queue-talks" className="border-t border-line pt-4">
          <h3 id="queue-talks" className="pb-1 text-13 font-semibold">
            {t('queue.talks')}
          </h3>
          <Timeline kind={kind} record={data} types={TALKS} />
        </section>
      )}
    </>
  );
}
