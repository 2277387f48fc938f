import { ChevronDown } from 'lucide-react';
import { useBootstrap } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import type { ListState } from '@/records/table/use-list-state';
import { Button } from '@/ui/button';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { pipelineEntries } from './pipeline-entries';
import { shownPipeline } from './pipeline-stages';

/** Which pipeline the board shows. With a single one there is nothing to choose. */
export function PipelinePicker({ list }: { list: ListState }) {
  const t = useT();
  const { pipelines } = useBootstrap();
  const shown = shownPipeline(pipelines, list.query.board);
  if (!shown || pipelines.length < 2) return null;
  return (
    <DropdownMenu
      label={t('board.pipeline')}
      align="end"
      entries={pipelineEntries(pipelines, shown, list)}
      trigger={
        <Button size="sm" variant="ghost" aria-label={t('board.pipeline_is', { pipeline: shown.title })}>
          <span className="max-w-40 truncate">{shown.title}</span>
          <ChevronDown size={14} strokeWidth={2} aria-hidden="true" />
        </Button>
      }
    />
  );
}
