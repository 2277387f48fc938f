import { kindLabel, optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import type { Mode } from './composer-modes';

/** "Note", "Call", "Task": the name of what is written. */
export function useModeLabel(): (mode: Mode) => string {
  const t = useT();
  return (mode) => {
    if (mode.type === 'note') return t('timeline.note');
    if (!mode.option) return kindLabel(mode.kind, 'one');
    const field = mode.kind.fields.find((candidate) => candidate.key === 'kind');
    return field ? optionLabel(mode.kind, field, mode.option) : mode.option.label;
  };
}
