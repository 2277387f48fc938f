import { Check } from 'lucide-react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { may } from '@/records/model/permissions';
import { useUpdateRecord } from '@/records/mutations/use-update-record';

/** The way through the pipeline: what is behind, where it stands, what comes. A press moves the deal. */
export function StageStepper({ record, kind }: RecordSlotProps) {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const { pipelines } = useBootstrap();
  const update = useUpdateRecord(kind);
  const stages = pipelines.find(({ id }) => id === record['pipeline_id'])?.stages ?? [];
  const now = stages.findIndex(({ id }) => id === record['stage_id']);
  const current = stages[now];
  // A lost deal has not passed through "won", so of the two ends only the one it has reached is shown.
  const shown = stages.filter(
    ({ kind: end }) => end === 'open' || end === (current?.kind === 'lost' ? 'lost' : 'won'),
  );
  const at = shown.findIndex((stage) => stage === current);
  const movable = !record.deleted_at && may('update', kind, record, me);
  const since = record['stage_since'];
  if (shown.length === 0) return null;
  return (
    <ol
      aria-label={t('records.stages')}
      className="flex h-8 gap-0.5 overflow-x-auto [scrollbar-width:none] max-md:h-11"
    >
      {shown.map((stage, index) => (
        <li key={stage.id} className="min-w-24 flex-1">
          <button
            type="button"
            aria-current={index === at ? 'step' : undefined}
            disabled={!movable || index === at}
            aria-label={index === at ? undefined : t('records.move_to_stage', { stage: stage.title })}
            onClick={() => void update({ id: record.id, values: { stage_id: stage.id } })}
            className={cn(
              'focus-inset flex size-full items-center gap-1.5 text-12 font-medium whitespace-nowrap',
              index === 0 ? 'rounded-l-ctl pl-3' : 'pl-4.5',
              index === shown.length - 1 ? 'rounded-r-ctl pr-3' : 'pr-3',
              index < shown.length - 1
                ? index === 0
                  ? '[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%)]'
                  : '[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%,8px_50%)]'
                : '[clip-path:polygon(0_0,100%_0,100%_100%,0_100%,8px_50%)]',
              index === at && 'bg-ink text-surface',
              index < at && 'bg-nav-on text-ink dark:bg-raised-2',
              index > at && 'bg-hover text-ink-2',
              movable && index !== at && 'hover:text-ink hover:underline',
            )}
          >
            {index < at && <Check size={12} strokeWidth={2.25} className="shrink-0" aria-hidden="true" />}
            <span className="truncate">{stage.title}</span>
            {index === at && typeof since === 'string' && (
              <span className="ml-auto pl-1 font-normal opacity-75">{format.ago(since)}</span>
            )}
          </button>
        </li>
      ))}
    </ol>
  );
}
