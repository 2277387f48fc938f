import { Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { FieldOption } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Dot } from '@/ui/dot';
import { IconButton } from '@/ui/icon-button';
import { ColorButton } from './color-button';
import { draftsOf, optionsOf } from './field-options';
import { LeadStageDialog } from './lead-stage-dialog';
import { MovableRow } from './movable-row';
import { MoveButtons } from '@/records/form/move-buttons';
import { NameInput } from './name-input';
import { moved } from '@/lib/ordering';
import { ReplaceDialog } from './replace-dialog';
import { useLeadStages } from './use-lead-stages';

/** Where leads begin and how they end; every workspace has these, whatever it calls them. */
const FIXED = new Set(['new', 'won', 'lost']);

/** The stages that leads go through: called, coloured and ordered as the workspace likes. */
export function LeadStagesSection({ editable }: { editable: boolean }) {
  const t = useT();
  const id = useId();
  const { stages, save, replace } = useLeadStages();
  const [adding, setAdding] = useState(false);
  const [occupied, setOccupied] = useState<FieldOption | null>(null);
  const change = (value: string, values: Partial<FieldOption>) =>
    void save(stages.map((stage) => (stage.value === value ? { ...stage, ...values } : stage)));
  const move = (from: number, to: number) => void save(moved(stages, from, to));
  const add = (label: string) => {
    // Before won and lost, where a lead has not come to its end yet.
    const end = stages.findIndex(({ value }) => value === 'won' || value === 'lost');
    const drafts = draftsOf(stages).toSpliced(end, 0, { key: 'new', value: '', label, color: 'teal' });
    void save(optionsOf(drafts));
  };
  const remove = async (stage: FieldOption) => {
    const outcome = await save(stages.filter(({ value }) => value !== stage.value));
    if (outcome === 'occupied') setOccupied(stage);
  };
  return (
    <section aria-labelledby={id} className="mt-7 border-t border-line pt-4">
      <header className="flex items-center gap-2">
        <h2 id={id} className="flex-1 font-semibold">
          {t('settings.lead_stages')}
        </h2>
        {editable && (
          <Button size="sm" icon={<Plus size={16} strokeWidth={1.75} />} onClick={() => setAdding(true)}>
            {t('settings.stages.new')}
          </Button>
        )}
      </header>
      <p className="mt-1 text-ink-2">{t('settings.lead_stages.lede')}</p>
      <ol aria-labelledby={id} className="mt-2 border-t border-line">
        {stages.map((stage, index) => (
          <MovableRow key={stage.value} list="lead-stages" index={index} onMove={editable ? move : null}>
            <div className="flex min-h-11 items-center gap-2.5 py-1">
              {editable ? (
                <>
                  <ColorButton
                    value={stage.color ?? 'gray'}
                    of={stage.label}
                    onChange={(color) => change(stage.value, { color })}
                  />
                  <span className="min-w-0 flex-1">
                    <NameInput
                      label={t('settings.name_of', { name: stage.label })}
                      value={stage.label}
                      maxLength={60}
                      fit
                      onSave={(label) => change(stage.value, { label })}
                    />
                  </span>
                  <MoveButtons
                    name={stage.label}
                    index={index}
                    count={stages.length}
                    onMove={(to) => move(index, to)}
                  />
                  {FIXED.has(stage.value) ? (
                    <span className="size-7 shrink-0" />
                  ) : (
                    <IconButton
                      label={t('settings.delete_named', { name: stage.label })}
                      icon={<Trash2 size={16} strokeWidth={1.75} />}
                      onClick={() => void remove(stage)}
                    />
                  )}
                </>
              ) : (
                <>
                  <Dot color={stage.color} />
                  <span className="truncate font-medium">{stage.label}</span>
                </>
              )}
            </div>
          </MovableRow>
        ))}
      </ol>
      {adding && (
        <LeadStageDialog
          taken={stages.map(({ label }) => label)}
          onClose={() => setAdding(false)}
          onAdd={(label) => {
            setAdding(false);
            add(label);
          }}
        />
      )}
      {occupied && (
        <ReplaceDialog
          title={t('settings.lead_stages.occupied', { name: occupied.label })}
          description={t('settings.stages.occupied_delete')}
          submitLabel={t('settings.stages.move_delete')}
          toLabel={t('settings.lead_stages.to')}
          targets={stages
            .filter(({ value }) => value !== occupied.value)
            .map(({ value, label }) => ({ value, label, lost: false }))}
          reasonLabel={null}
          onClose={() => setOccupied(null)}
          onReplace={(to) => {
            setOccupied(null);
            void replace(occupied.value, to);
          }}
        />
      )}
    </section>
  );
}
