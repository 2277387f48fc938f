import { Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Dot } from '@/ui/dot';
import { IconButton } from '@/ui/icon-button';
import { Tag } from '@/ui/tag';
import { MoveButtons } from '@/records/form/move-buttons';
import { stageKindOf } from './stage-kinds';

interface StageRowProps {
  stage: RecordRow;
  index: number;
  count: number;
  rights: { update: boolean; remove: boolean };
  onEdit: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

const kindColors = { open: null, won: 'green', lost: 'red' } as const;

export function StageRow({ stage, index, count, rights, onEdit, onMove, onRemove }: StageRowProps) {
  const t = useT();
  const format = useFormat();
  const kind = stageKindOf(stage);
  const days = Number(stage['rotting_days'] ?? 0);

  // Alt with an arrow moves the row from its name, as the buttons beside it do.
  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const to = index + step;
    if (!event.altKey || step === 0 || to < 0 || to >= count) return;
    event.preventDefault();
    onMove(to);
  };

  return (
    <div className="flex min-h-11 items-center gap-2.5 py-1">
      <Dot color={typeof stage['color'] === 'string' ? stage['color'] : null} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
        {rights.update ? (
          <button
            type="button"
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            className="truncate font-medium hover:underline"
            onClick={onEdit}
            onKeyDown={keys}
          >
            {stage.title}
          </button>
        ) : (
          <span className="truncate font-medium">{stage.title}</span>
        )}
        {kind !== 'open' && <Tag color={kindColors[kind]}>{t(`settings.stages.kind.${kind}`)}</Tag>}
        {kind === 'open' && (
          <span className="text-12 text-ink-3 tabular-nums">
            {t('settings.stages.likely', { share: format.percent(Number(stage['probability'] ?? 0) / 100) })}
            {days > 0 && ` · ${t('settings.stages.quiet_after', { count: days })}`}
          </span>
        )}
      </div>
      {rights.update && <MoveButtons name={stage.title} index={index} count={count} onMove={onMove} />}
      {rights.remove && (
        <IconButton
          label={t('settings.delete_named', { name: stage.title })}
          icon={<Trash2 size={16} strokeWidth={1.75} />}
          onClick={onRemove}
        />
      )}
    </div>
  );
}
