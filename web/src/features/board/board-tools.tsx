import { useBootstrap } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import type { BoardToolsProps } from '@/records/table/board-layout';
import { layoutIcons } from '@/records/table/layout-icons';
import { SegmentedControl } from '@/ui/segmented-control';
import { BoardSummary } from './board-summary';
import { PipelinePicker } from './pipeline-picker';
import { pipelineStages, shownPipeline } from './pipeline-stages';

const icon = { size: 16, strokeWidth: 1.75 };

/** The way from one look at the deals to another; on the board also which pipeline, and what is in it. */
export function BoardTools({ kind, list, query, layouts }: BoardToolsProps) {
  const t = useT();
  const { pipelines } = useBootstrap();
  const pipeline = shownPipeline(pipelines, list.query.board);
  if (!pipeline) return null;
  return (
    <div className="ml-1.5 flex items-center gap-3">
      {list.query.layout === 'board' && (
        <span className="flex items-center gap-1.5">
          <BoardSummary kind={kind} query={query} stages={pipelineStages(pipeline).open} />
          <PipelinePicker list={list} />
        </span>
      )}
      <SegmentedControl
        label={t('board.layout')}
        value={list.query.layout}
        onValueChange={(layout) => list.change({ layout, at: null })}
        iconsOnly
        segments={layouts.map((value) => {
          const Icon = layoutIcons[value];
          return { value, label: t(`board.layout.${value}`), icon: <Icon {...icon} /> };
        })}
      />
    </div>
  );
}
