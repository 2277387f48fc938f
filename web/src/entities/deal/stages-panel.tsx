import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useBootstrap, useKind } from '@/api/bootstrap';
import { useFormat } from '@/i18n/use-format';
import { useT } from '@/i18n/t';
import { useNow } from '@/lib/use-now';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { PanelError } from '@/records/page/panel-error';
import { Dot } from '@/ui/dot';
import { EmptyState } from '@/ui/empty-state';
import { durationText } from './duration-text';
import { PartsSkeleton } from './parts-skeleton';
import { secondsByStage, stageHistoryQuery, type Stay } from './stage-history';

/** The way a deal has taken: how long it was in each stage, and who moved it when. */
export function StagesPanel({ record }: RecordSlotProps) {
  const t = useT();
  const format = useFormat();
  const { pipelines } = useBootstrap();
  const kind = useKind('stage_change');
  const now = useNow();
  const {
    data: stays,
    error,
    isPending,
    refetch,
  } = useQuery({
    ...stageHistoryQuery(record.id),
    enabled: kind !== undefined,
  });
  if (!kind) return <EmptyState title={t('error.forbidden.title')} />;
  if (isPending) return <PartsSkeleton />;
  if (!stays) return <PanelError error={error} onRetry={() => void refetch()} />;
  if (stays.length === 0) {
    return <EmptyState icon={<History size={16} strokeWidth={1.75} />} title={t('deal.stages.empty')} />;
  }
  const colors = new Map(
    pipelines.flatMap(({ stages }) => stages.map(({ id, color }) => [id, color] as const)),
  );
  const spent = [...secondsByStage(stays, now)].toReversed();
  const longest = Math.max(...spent.map(([, seconds]) => seconds), 1);
  const titles = new Map(stays.map(({ stage }) => [stage.id, stage.title]));
  const lasted = ({ from, until }: Stay) =>
    durationText(t, Math.max(0, (until ? Date.parse(until) : now.getTime()) - Date.parse(from)) / 1000);
  return (
    <div className="grid max-w-[884px] gap-6 px-8 pt-4 pb-8 max-md:px-4">
      <section aria-labelledby="time-in-stages">
        <h2 id="time-in-stages" className="mb-2 font-semibold">
          {t('deal.stages.time')}
        </h2>
        <ul className="grid gap-2">
          {spent.map(([id, seconds]) => (
            <li
              key={id}
              className="grid grid-cols-[minmax(96px,160px)_minmax(0,1fr)_64px] items-center gap-3"
            >
              <span className="flex min-w-0 items-center gap-2">
                <Dot color={colors.get(id) ?? null} />
                <span className="truncate">{titles.get(id)}</span>
              </span>
              <span aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-sunken">
                <span
                  className="block h-full rounded-full bg-ink-3"
                  style={{ width: `${Math.max(1, (seconds / longest) * 100)}%` }}
                />
              </span>
              <span className="text-right text-ink-2 tabular-nums">{durationText(t, seconds)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="stage-changes">
        <h2 id="stage-changes" className="mb-1 font-semibold">
          {t('deal.stages.history')}
        </h2>
        <ol className="border-t border-line">
          {stays.map((stay) => (
            <li
              key={stay.id}
              className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-b border-hairline py-1.5"
            >
              <span className="flex min-w-0 items-center gap-2">
                <Dot color={colors.get(stay.stage.id) ?? null} />
                <span className="truncate font-medium">{stay.stage.title}</span>
                {stay.until === null && <span className="text-12 text-ink-3">{t('deal.stages.now')}</span>}
              </span>
              <span className="text-right tabular-nums">{lasted(stay)}</span>
              <span className="col-span-2 truncate pl-4 text-12 text-ink-3">
                <time dateTime={stay.from} title={format.full(stay.from)}>
                  {format.dateTime(stay.from)}
                </time>
                {stay.by && ` · ${stay.by.title}`}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
