import { SquareKanban } from 'lucide-react';
import { useMemo } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import type { BoardProps } from '@/records/table/board-layout';
import { EmptyState } from '@/ui/empty-state';
import { PipelineBoard } from './pipeline-board';
import { pipelineStages, shownPipeline } from './pipeline-stages';

/** The board of the pipeline that is chosen. */
export function DealBoard(props: BoardProps) {
  const t = useT();
  const { pipelines } = useBootstrap();
  const pipeline = shownPipeline(pipelines, props.list.query.board);
  const stages = useMemo(() => pipeline && pipelineStages(pipeline), [pipeline]);
  if (!stages || stages.open.length === 0) {
    return (
      <EmptyState
        icon={<SquareKanban />}
        title={t('board.no_stages')}
        description={t('board.no_stages_text')}
      />
    );
  }
  // Another set of columns is another board: nothing may be carried over.
  return <PipelineBoard key={stages.open.map(({ id }) => id).join()} {...props} stages={stages} />;
}
