import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { useT } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { FormDialog } from '@/records/form/form-dialog';
import { showRefusal } from './server-form';
import { useCreateSetting } from './setting-records';

/** A pipeline starts with the three stages without which no deal can run through it. */
export function NewPipelineDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const createPipeline = useCreateSetting('pipelines');
  const createStage = useCreateSetting('stages');
  const schema = z.object({ name: z.string().check(z.trim(), z.minLength(1, t('field_error.required'))) });
  const form = useForm<z.infer<typeof schema>>({
    resolver: standardSchemaResolver(schema),
    defaultValues: { name: '' },
  });
  const { errors, isSubmitting } = form.formState;

  const save = form.handleSubmit(async ({ name }) => {
    try {
      const pipeline = await createPipeline.mutateAsync({ name });
      const stages = [
        { name: t('settings.pipelines.first_open'), kind: 'open', probability: 10, color: 'gray' },
        { name: t('settings.pipelines.first_won'), kind: 'won', probability: 100, color: 'green' },
        { name: t('settings.pipelines.first_lost'), kind: 'lost', probability: 0, color: 'red' },
      ];
      for (const [index, stage] of stages.entries()) {
        await createStage.mutateAsync({ ...stage, pipeline_id: pipeline.id, position: index + 1 });
      }
      onClose();
    } catch (error) {
      showRefusal(error, form);
    }
  });

  return (
    <FormDialog
      open
      size="sm"
      onClose={onClose}
      title={t('settings.pipelines.new')}
      submitLabel={t('settings.pipelines.create')}
      busy={isSubmitting}
      onSubmit={(event) => void save(event)}
    >
      <FormField label={t('settings.name')} required error={errors.name?.message}>
        {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
      </FormField>
    </FormDialog>
  );
}
