import { lazy, Suspense, useMemo } from 'react';
import type { RecordRow } from '@/api/types';
import { ListEmpty } from '@/records/table/list-empty';
import { ListError } from '@/records/table/list-error';
import type { BoardProps } from '@/records/table/board-layout';
import { arrange, type Column } from './arrange';
import { BoardSkeleton } from './board-skeleton';
import { BoardSurface } from './board-surface';
import type { PipelineStages } from './pipeline-stages';
import { useColumns } from './use-columns';
import { useStageTotals } from './use-stage-totals';

const PeekDrawer = lazy(async () => ({ default: (await import('@/records/peek/peek-drawer')).PeekDrawer }));

interface PipelineBoardProps extends BoardProps {
  stages: PipelineStages;
}

/** A pipeline's columns once they are there: waiting, failing, empty and full. */
export function PipelineBoard(props: PipelineBoardProps) {
  const { kind, list, query, contexts, phone, stages } = props;
  const results = useColumns(kind, stages.open, query);
  const totals = useStageTotals(kind, query);
  const columns = useColumnsOf(stages, results);
  const peeked = list.query.peek;

  const failed = results.filter((result) => result.isError && !result.data);
  const [failure] = failed;
  if (failure?.error) {
    const retry = () => failed.forEach((result) => void result.refetch());
    const reset = list.changed || list.query.view !== null ? () => list.chooseView(null) : null;
    return <ListError error={failure.error} onRetry={retry} onReset={reset} />;
  }
  if (results.some((result) => result.isPending)) {
    return <BoardSkeleton stages={stages.open} phone={phone} />;
  }
  const rows = columns.flatMap((column) => column.rows);
  const narrowed = query.filter !== null || query.q !== '';
  // Without a filter, deals that are all won or lost leave empty columns, not an empty kind.
  const counted = totals ? [...totals.values()].reduce((sum, { count }) => sum + count, 0) : null;
  if (rows.length === 0 && (narrowed || counted === 0)) {
    return <ListEmpty kind={kind} list={list} contexts={contexts} />;
  }

  const column = columns.find((candidate) => candidate.rows.some(({ id }) => id === peeked));
  const peek = (id: string | null) => list.change({ peek: id }, { replace: peeked !== null });
  return (
    <>
      <BoardSurface
        {...props}
        columns={columns}
        results={results}
        totals={totals}
        onPeek={(id) => peek(id)}
      />
      <Suspense>
        {peeked !== null && (
          <PeekDrawer
            kind={kind}
            id={peeked}
            rows={column?.rows ?? []}
            onWalk={peek}
            onClose={() => {
              peek(null);
              // The focus goes back to the card that was looked at.
              requestAnimationFrame(() =>
                document.querySelector<HTMLElement>(`[data-card="${peeked}"]`)?.focus(),
              );
            }}
          />
        )}
      </Suspense>
    </>
  );
}

const NO_ROWS: readonly RecordRow[] = [];

function useColumnsOf(stages: PipelineStages, results: ReturnType<typeof useColumns>): readonly Column[] {
  return useMemo(() => {
    const loaded = results.map(({ data }) => data?.pages.flatMap((page) => page.data) ?? NO_ROWS);
    const arranged = arrange(stages.open, loaded);
    return stages.open.map((stage, index) => ({
      stage,
      rows: arranged[index] ?? NO_ROWS,
      hasNext: results[index]?.hasNextPage ?? false,
    }));
  }, [stages, results]);
}
