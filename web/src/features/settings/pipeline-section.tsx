import { Plus, Star, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { useBootstrap } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { Button } from '@/ui/button';
import type { MenuEntry } from '@/ui/menu-types';
import { Tag } from '@/ui/tag';
import { MovableRow } from './movable-row';
import { NameInput } from './name-input';
import { ReplaceDialog } from './replace-dialog';
import { RowMenu } from './row-menu';
import { useRemoveSetting, useUpdateSetting } from './setting-records';
import { StageDialog } from './stage-dialog';
import { StageRow } from './stage-row';
import { useReorder } from './use-reorder';
import { useReplaceStage } from './use-replace-stage';

interface PipelineSectionProps {
  pipeline: RecordRow;
  stages: readonly RecordRow[];
  rights: { create: boolean; update: boolean; remove: boolean };
}

/** A stage that deals are in, and what was to become of it; without changes it was to be deleted. */
interface Occupied {
  stage: RecordRow;
  changes: Record<string, unknown> | null;
}

export function PipelineSection({ pipeline, stages, rights }: PipelineSectionProps) {
  const t = useT();
  const id = useId();
  const [edited, setEdited] = useState<RecordRow | 'new' | null>(null);
  const update = useUpdateSetting('pipelines');
  const remove = useRemoveSetting('pipelines');
  const reorder = useReorder('stages');
  const [occupied, setOccupied] = useState<Occupied | null>(null);
  const removeStage = useRemoveSetting('stages', (stage) => setOccupied({ stage, changes: null }));
  const replace = useReplaceStage();
  const { pipelines } = useBootstrap();
  const move = (from: number, to: number) => void reorder(stages, from, to);
  const targets = (but: string) =>
    pipelines.flatMap((other) =>
      other.stages
        .filter(({ id: stage }) => stage !== but)
        .map((stage) => ({
          value: stage.id,
          label: pipelines.length > 1 ? `${other.title} · ${stage.title}` : stage.title,
          lost: stage.kind === 'lost',
        })),
    );
  const name = String(pipeline['name']);
  const isDefault = pipeline['is_default'] === true;
  const change = (body: Record<string, unknown>) =>
    update.mutate({ record: pipeline, body }, { onError: (error) => toast.error(failureText(error)) });

  const entries: MenuEntry[] = [];
  if (rights.update && !isDefault) {
    entries.push({
      type: 'item',
      id: 'default',
      label: t('settings.pipelines.make_default'),
      icon: <Star size={16} strokeWidth={1.75} />,
      onSelect: () => change({ is_default: true }),
    });
  }
  if (rights.remove && !isDefault) {
    entries.push({
      type: 'item',
      id: 'delete',
      tone: 'danger',
      label: t('settings.delete'),
      icon: <Trash2 size={16} strokeWidth={1.75} />,
      onSelect: () => remove.mutate(pipeline),
    });
  }

  return (
    <section aria-labelledby={id} className="mt-7 border-t border-line pt-4">
      <header className="flex items-center gap-2 max-sm:flex-wrap">
        <h2 id={id} className={rights.update ? 'sr-only' : 'font-semibold'}>
          {name}
        </h2>
        {rights.update && (
          <NameInput
            label={t('settings.name_of', { name })}
            value={name}
            maxLength={200}
            fit
            onSave={(next) => change({ name: next })}
          />
        )}
        {isDefault && <Tag>{t('settings.pipelines.default')}</Tag>}
        <span className="flex-1" />
        {rights.update && (
          <Button size="sm" icon={<Plus size={16} strokeWidth={1.75} />} onClick={() => setEdited('new')}>
            {t('settings.stages.new')}
          </Button>
        )}
        {entries.length > 0 && <RowMenu name={name} entries={entries} />}
      </header>
      <ol aria-label={t('settings.stages.of', { name })} className="mt-2 border-t border-line">
        {stages.map((stage, index) => (
          <MovableRow key={stage.id} list={pipeline.id} index={index} onMove={rights.update ? move : null}>
            <StageRow
              stage={stage}
              index={index}
              count={stages.length}
              rights={rights}
              onEdit={() => setEdited(stage)}
              onMove={(to) => move(index, to)}
              onRemove={() => removeStage.mutate(stage)}
            />
          </MovableRow>
        ))}
      </ol>
      {edited && (
        <StageDialog
          stage={edited === 'new' ? null : edited}
          pipelineId={pipeline.id}
          onClose={() => setEdited(null)}
          onOccupied={(changes) => {
            if (edited !== 'new') setOccupied({ stage: edited, changes });
            setEdited(null);
          }}
        />
      )}
      {occupied && (
        <ReplaceDialog
          title={t('settings.stages.occupied', { name: occupied.stage.title })}
          description={t(
            occupied.changes ? 'settings.stages.occupied_change' : 'settings.stages.occupied_delete',
          )}
          submitLabel={t(occupied.changes ? 'settings.stages.move_change' : 'settings.stages.move_delete')}
          toLabel={t('settings.stages.to')}
          targets={targets(occupied.stage.id)}
          reasonLabel={t('stepper.lost_title')}
          onClose={() => setOccupied(null)}
          onReplace={(to, reason) => {
            setOccupied(null);
            void replace(occupied.stage, { to, reason, changes: occupied.changes });
          }}
        />
      )}
    </section>
  );
}
