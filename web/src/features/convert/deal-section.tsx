import type { KindMeta, PipelineMeta } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { fieldLabel, kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { findField } from '@/records/model/kind-fields';
import { FormField } from '@/ui/form-field';
import { Select } from '@/ui/select';
import { Switch } from '@/ui/switch';
import type { Complaints } from './check';
import { ConvertField } from './convert-field';
import { firstStage, type ConvertDraft } from './draft';
import { FormSection } from './form-section';

interface DealSectionProps {
  kind: KindMeta;
  pipelines: readonly PipelineMeta[];
  draft: ConvertDraft['deal'];
  complaints: Complaints;
  onChange: (draft: ConvertDraft['deal']) => void;
  onForgive: (name: string) => void;
}

/** The deal that is opened with the new customer, unless there is none yet. */
export function DealSection({ kind, pipelines, draft, complaints, onChange, onForgive }: DealSectionProps) {
  const t = useT();
  const { on, values } = draft;
  const put = (change: Record<string, unknown>) => {
    for (const key of Object.keys(change)) onForgive(`deal.${key}`);
    onChange({ on, values: { ...values, ...change } });
  };
  const field = (path: string, className?: string) =>
    path in values && (
      <ConvertField
        kind={kind}
        path={path}
        name={`deal.${path}`}
        value={values[path]}
        complaints={complaints}
        className={className}
        onChange={(value) => put({ [path]: value })}
      />
    );
  const choice = (
    path: 'pipeline_id' | 'stage_id',
    options: readonly { id: string; title: string }[],
    choose: (id: string) => void,
  ) => {
    const meta = findField(kind, path);
    const wrong = complaints[`deal.${path}`];
    const value = values[path];
    return (
      <FormField
        label={meta ? fieldLabel(kind, meta) : path}
        error={wrong && fieldErrorText(wrong)}
        className="min-w-0"
      >
        {(control) => (
          <Select
            {...control}
            value={typeof value === 'string' ? value : undefined}
            options={options.map(({ id, title }) => ({ value: id, label: title }))}
            onValueChange={choose}
          />
        )}
      </FormField>
    );
  };
  const pipeline = pipelines.find(({ id }) => id === values['pipeline_id']);
  const stages = pipeline?.stages.filter(({ kind: state }) => state === 'open') ?? [];
  return (
    <FormSection
      title={kindLabel(kind, 'one')}
      end={
        <Switch
          aria-label={t('convert.deal.open')}
          checked={on}
          onCheckedChange={(next) => onChange({ on: next, values })}
        />
      }
    >
      {on ? (
        <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
          {field('name', 'col-span-full')}
          {field('amount')}
          {field('expected_close_on')}
          {pipelines.length > 1 &&
            choice('pipeline_id', pipelines, (id) =>
              put({ pipeline_id: id, stage_id: firstStage(pipelines.find((one) => one.id === id)) }),
            )}
          {choice('stage_id', stages, (id) => put({ stage_id: id }))}
        </div>
      ) : (
        <p className="text-ink-2">{t('convert.deal.none')}</p>
      )}
    </FormSection>
  );
}
