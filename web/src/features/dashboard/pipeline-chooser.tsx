import { ChevronDown } from 'lucide-react';
import type { PipelineMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { DropdownMenu } from '@/ui/dropdown-menu';

interface PipelineChooserProps {
  pipelines: readonly PipelineMeta[];
  shown: PipelineMeta;
  onChange: (id: string) => void;
}

/** Which pipeline's stages are shown. */
export function PipelineChooser({ pipelines, shown, onChange }: PipelineChooserProps) {
  const t = useT();
  return (
    <DropdownMenu
      label={t('board.pipeline')}
      align="end"
      entries={pipelines.map(({ id, title }) => ({
        type: 'item',
        id,
        label: title,
        checked: id === shown.id,
        onSelect: () => onChange(id),
      }))}
      trigger={
        <Button size="sm" variant="ghost" aria-label={t('board.pipeline_is', { pipeline: shown.title })}>
          <span className="max-w-28 truncate">{shown.title}</span>
          <ChevronDown size={14} strokeWidth={2} aria-hidden="true" />
        </Button>
      }
    />
  );
}
