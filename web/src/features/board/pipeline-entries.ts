import type { PipelineMeta } from '@/api/types';
import type { ListState } from '@/records/table/use-list-state';
import type { MenuEntry } from '@/ui/menu-types';

/** The pipelines as entries of a menu that shows another one. */
export function pipelineEntries(
  pipelines: readonly PipelineMeta[],
  shown: PipelineMeta,
  list: ListState,
): MenuEntry[] {
  return pipelines.map(({ id, title }) => ({
    type: 'item',
    id,
    label: title,
    checked: id === shown.id,
    onSelect: () => list.change({ board: id }),
  }));
}
