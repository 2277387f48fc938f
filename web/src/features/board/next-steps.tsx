import { useKind, useMe } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { may } from '@/records/model/permissions';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { OpenTask } from './open-task';
import { PlanTask } from './plan-task';
import { useOpenTasks } from './use-open-tasks';

/** The open tasks of a deal, and a line to plan the next one. */
export function NextSteps({ deal }: { deal: RecordRow }) {
  const kind = useKind('task');
  if (!kind) return null;
  return <KnownTasks deal={deal} kind={kind} />;
}

function KnownTasks({ deal, kind }: { deal: RecordRow; kind: NonNullable<ReturnType<typeof useKind>> }) {
  const t = useT();
  const me = useMe();
  const { rows, isPending, isError, error, refetch, refreshDeal } = useOpenTasks(kind, deal.id);
  return (
    <div className="grid gap-3 p-3">
      {isError ? (
        <p className="flex items-center justify-between gap-2 text-ink-2">
          {failureText(error)}
          <Button size="sm" onClick={() => void refetch()}>
            {t('common.retry')}
          </Button>
        </p>
      ) : isPending ? (
        <div role="status" aria-label={t('common.loading')} className="grid gap-2">
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-4 w-3/5" />
        </div>
      ) : rows.length === 0 ? (
        <p className="text-ink-2">{t('board.next.empty')}</p>
      ) : (
        <ul className="grid gap-2" aria-label={t('board.next.of', { title: deal.title })}>
          {rows.map((task) => (
            <OpenTask key={task.id} kind={kind} task={task} onChanged={refreshDeal} />
          ))}
        </ul>
      )}
      {may('create', kind, undefined, me) && (
        <PlanTask kind={kind} dealId={deal.id} onPlanned={refreshDeal} />
      )}
    </div>
  );
}
