import type { StageMeta } from '@/api/types';
import type { MenuEntry } from '@/ui/menu-types';

/** Stages as entries of a menu that moves the deal. */
export function stageEntries(
  stages: readonly StageMeta[],
  current: StageMeta | undefined,
  onMove: ((stage: StageMeta) => void) | null,
): MenuEntry[] {
  return stages.map((stage) => ({
    type: 'item',
    id: stage.id,
    label: stage.title,
    checked: stage.id === current?.id,
    onSelect: () => onMove?.(stage),
  }));
}
