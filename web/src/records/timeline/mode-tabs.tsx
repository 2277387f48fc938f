import { ChevronDown } from 'lucide-react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { DropdownMenu } from '@/ui/dropdown-menu';
import type { Mode } from './composer-modes';
import { InteractionIcon } from './interaction-icon';
import { useModeLabel } from './use-mode-label';

interface ModeTabsProps {
  modes: readonly Mode[];
  mode: Mode;
  onChoose: (id: string) => void;
}

/** Kinds of interaction with a button of their own; the others are behind "More". */
const COMMON = new Set(['call', 'email', 'meeting']);

/** What is being written: a note, a call, a task. */
export function ModeTabs({ modes, mode, onChoose }: ModeTabsProps) {
  const t = useT();
  const label = useModeLabel();
  if (modes.length < 2) return null;
  const rare = modes.filter(({ id, type }) => type === 'interaction' && !COMMON.has(id));
  const shown = modes.filter((candidate) => !rare.includes(candidate) || candidate.id === mode.id);
  const item =
    'touch-target relative inline-flex h-6 items-center gap-[5px] rounded-tag px-2 text-12 font-medium whitespace-nowrap';
  return (
    <div role="group" aria-label={t('timeline.modes')} className="flex flex-wrap gap-0.5 px-1.5 pt-1.5">
      {shown.map((candidate) => (
        <button
          key={candidate.id}
          type="button"
          aria-pressed={candidate.id === mode.id}
          onClick={() => onChoose(candidate.id)}
          className={cn(
            item,
            candidate.id === mode.id ? 'bg-hover text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
          )}
        >
          <InteractionIcon mode={candidate.id} />
          {label(candidate)}
        </button>
      ))}
      {rare.length > 0 && (
        <DropdownMenu
          label={t('timeline.more_modes')}
          entries={rare.map((candidate) => ({
            type: 'item',
            id: candidate.id,
            label: label(candidate),
            icon: <InteractionIcon mode={candidate.id} size={16} />,
            checked: candidate.id === mode.id,
            onSelect: () => onChoose(candidate.id),
          }))}
          trigger={
            <button type="button" className={cn(item, 'text-ink-2 hover:bg-hover hover:text-ink')}>
              {t('timeline.more_modes')}
              <ChevronDown size={14} strokeWidth={2} aria-hidden="true" />
            </button>
          }
        />
      )}
    </div>
  );
}
