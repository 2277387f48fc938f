import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { z } from 'zod/mini';
import { isProblem } from '@/api/problem-error';
import type { RecordRow } from '@/api/types';
import { useT, type Translate } from '@/i18n/t';
import { colorNames } from '@/lib/hue';
import { Dot } from '@/ui/dot';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { colorLabel } from './color-label';
import { FormDialog } from '@/records/form/form-dialog';
import { showRefusal } from './server-form';
import { useCreateSetting, useUpdateSetting } from './setting-records';
import { stageKindOf, stageKinds } from './stage-kinds';

const wholeNumber = (t: Translate, from: number, to: number) =>
  z.string().check(
    z.refine((text) => text === '' || /^\d+$/.test(text.trim()), t('settings.whole_number')),
    z.refine(
      (text) => text === '' || (Number(text) >= from && Number(text) <= to),
      t('settings.between', { from, to }),
    ),
  );

const schemaIn = (t: Translate) =>
  z.object({
    name: z
      .string()
      .check(z.trim(), z.minLength(1, t('field_error.required')), z.maxLength(60, t('field_error.too_long'))),
    kind: z.enum(stageKinds),
    probability: wholeNumber(t, 0, 100),
    rotting_days: wholeNumber(t, 1, 3650),
    color: z.string(),
  });

type Values = z.infer<ReturnType<typeof schemaIn>>;

interface StageDialogProps {
  stage: RecordRow | null;
  pipelineId: string;
  onClose: () => void;
  /** Deals are in it, which stands in the way of this change. */
  onOccupied: (changes: Record<string, unknown>) => void;
}

export function StageDialog({ stage, pipelineId, onClose, onOccupied }: StageDialogProps) {
  const t = useT();
  const create = useCreateSetting('stages');
  const update = useUpdateSetting('stages');
  const form = useForm<Values>({
    resolver: standardSchemaResolver(schemaIn(t)),
    defaultValues: {
      name: stage?.title ?? '',
      kind: stage ? stageKindOf(stage) : 'open',
      probability: String(stage?.['probability'] ?? 50),
      rotting_days: String(stage?.['rotting_days'] ?? ''),
      color: String(stage?.['color'] ?? 'gray'),
    },
  });
  const { errors, isSubmitting } = form.formState;
  const open = useWatch({ control: form.control, name: 'kind' }) === 'open';

  const save = form.handleSubmit(async (values) => {
    // What a won or lost stage says about its deals is certain; the server sets it.
    const { probability, rotting_days, ...rest } = values;
    const body = {
      ...rest,
      ...(open && { probability: Number(probability || 0) }),
      rotting_days: open && rotting_days !== '' ? Number(rotting_days) : null,
    };
    try {
      if (stage) await update.mutateAsync({ record: stage, body });
      else await create.mutateAsync({ ...body, pipeline_id: pipelineId });
      onClose();
    } catch (error) {
      if (stage && isProblem(error, 'conflict')) onOccupied(body);
      else showRefusal(error, form);
    }
  });

  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(stage ? 'settings.stages.edit' : 'settings.stages.new')}
      submitLabel={t(stage ? 'common.save' : 'settings.add')}
      busy={isSubmitting}
      onSubmit={(event) => void save(event)}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_140px] gap-4 max-sm:grid-cols-1">
        <FormField label={t('settings.name')} required error={errors.name?.message}>
          {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
        </FormField>
        <Controller
          control={form.control}
          name="color"
          render={({ field }) => (
            <FormField label={t('settings.color')}>
              {(control) => (
                <Select
                  {...control}
                  value={field.value}
                  options={colorNames.map((color) => ({
                    value: color,
                    label: colorLabel(t, color),
                    icon: <Dot color={color} />,
                  }))}
                  onValueChange={field.onChange}
                />
              )}
            </FormField>
          )}
        />
      </div>
      <Controller
        control={form.control}
        name="kind"
        render={({ field }) => (
          <FormField
            label={t('settings.stages.kind')}
            hint={t('settings.stages.kind_hint')}
            error={errors.kind?.message}
          >
            {(control) => (
              <Select
                {...control}
                value={field.value}
                options={stageKinds.map((kind) => ({
                  value: kind,
                  label: t(`settings.stages.kind.${kind}`),
                }))}
                onValueChange={field.onChange}
              />
            )}
          </FormField>
        )}
      />
      {open && (
        <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          <FormField
            label={t('settings.stages.probability')}
            hint={t('settings.stages.probability_hint')}
            error={errors.probability?.message}
          >
            {(control) => <Input {...control} {...form.register('probability')} inputMode="numeric" />}
          </FormField>
          <FormField
            label={t('settings.stages.rotting')}
            hint={t('settings.stages.rotting_hint')}
            error={errors.rotting_days?.message}
          >
            {(control) => <Input {...control} {...form.register('rotting_days')} inputMode="numeric" />}
          </FormField>
        </div>
      )}
    </FormDialog>
  );
}
