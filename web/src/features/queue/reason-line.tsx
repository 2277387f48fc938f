import { CircleAlert, CircleDashed, Clock, Flame, Hourglass } from 'lucide-react';
import { useBootstrap } from '@/api/bootstrap';
import type { Bootstrap } from '@/api/types';
import type { Format } from '@/i18n/format';
import { useT, type Translate } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { dayOf, daysFrom } from '@/lib/days';
import type { QueueItem, Reason } from './queue-query';

const looks: Record<Reason, { Icon: typeof Clock; className: string }> = {
  overdue: { Icon: CircleAlert, className: 'text-danger' },
  due_today: { Icon: Clock, className: 'text-success' },
  hot_lead: { Icon: Flame, className: 'text-warning' },
  quiet: { Icon: Hourglass, className: 'text-warning' },
  unplanned: { Icon: CircleDashed, className: 'text-ink-2' },
};

/** Why something is in the queue, in words. */
export function ReasonLine({ item, long = false }: { item: QueueItem; long?: boolean }) {
  const t = useT();
  const format = useFormat();
  const bootstrap = useBootstrap();
  const { Icon, className } = looks[item.reason];
  return (
    <span className={cn('inline-flex min-w-0 items-start gap-1.5', long ? 'text-13' : 'text-12', className)}>
      <Icon size={long ? 16 : 14} strokeWidth={2} aria-hidden="true" className="mt-0.5 shrink-0" />
      <span className={cn('min-w-0 font-medium', !long && 'truncate')}>
        {long ? longReason(item, bootstrap, format, t) : shortReason(item, format, t)}
      </span>
    </span>
  );
}

function shortReason({ reason, since, record }: QueueItem, format: Format, t: Translate): string {
  const count = daysSince(since, format);
  switch (reason) {
    case 'overdue':
    case 'due_today':
      return since ? format.due(since).text : t(`queue.reason.${reason}`);
    case 'hot_lead':
      return t('queue.short.hot_lead', { score: Number(record['score'] ?? 0) });
    case 'quiet':
      return t('queue.short.quiet', { count });
    case 'unplanned':
      return t('queue.short.unplanned');
  }
}

function longReason(item: QueueItem, bootstrap: Bootstrap, format: Format, t: Translate): string {
  const { reason, since, record } = item;
  const count = daysSince(since, format);
  const stages = bootstrap.pipelines.flatMap((pipeline) => pipeline.stages);
  const stage = stages.find(({ id }) => id === record['stage_id']);
  switch (reason) {
    case 'overdue':
      return since ? t('queue.long.overdue', { when: format.full(since) }) : t('queue.reason.overdue');
    case 'due_today':
      return since ? t('queue.long.due_today', { time: format.time(since) }) : t('queue.reason.due_today');
    case 'hot_lead':
      return t('queue.long.hot_lead', {
        score: Number(record['score'] ?? 0),
        ago: since ? format.ago(since) : '',
      });
    case 'quiet':
      return t('queue.long.quiet', { count, stage: stage?.title ?? '', limit: stage?.rotting_days ?? 0 });
    case 'unplanned':
      return t('queue.long.unplanned', { count, stage: stage?.title ?? '' });
  }
}

function daysSince(since: string | null, format: Format): number {
  return since ? Math.max(0, daysFrom(dayOf(since, format.timeZone), dayOf(new Date(), format.timeZone))) : 0;
}
