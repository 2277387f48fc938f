import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import type { RecordRow } from '@/api/types';
import { useT, type Translate } from '@/i18n/t';
import { FormDialog } from '@/records/form/form-dialog';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Textarea } from '@/ui/textarea';
import { showRefusal } from './server-form';
import { useCreateSetting, useUpdateSetting } from './setting-records';

const schemaIn = (t: Translate) => {
  const needed = z.string().check(z.trim(), z.minLength(1, t('field_error.required')));
  return z.object({ name: needed, body: needed });
};

type Values = z.infer<ReturnType<typeof schemaIn>>;

interface CannedDialogProps {
  reply: RecordRow | null;
  onClose: () => void;
}

/** The name and the text of a canned reply. */
export function CannedDialog({ reply, onClose }: CannedDialogProps) {
  const t = useT();
  const create = useCreateSetting('canned_replies');
  const update = useUpdateSetting('canned_replies');
  const form = useForm<Values>({
    resolver: standardSchemaResolver(schemaIn(t)),
    defaultValues: { name: reply?.title ?? '', body: String(reply?.['body'] ?? '') },
  });
  const { errors, isSubmitting } = form.formState;
  const save = form.handleSubmit(async (body) => {
    try {
      if (reply) await update.mutateAsync({ record: reply, body });
      else await create.mutateAsync(body);
      onClose();
    } catch (error) {
      showRefusal(error, form);
    }
  });
  return (
    <FormDialog
      open
      onClose={onClose}
      size="lg"
      title={t(reply ? 'canned.edit' : 'canned.new')}
      submitLabel={t(reply ? 'common.save' : 'canned.create')}
      busy={isSubmitting}
      onSubmit={(event) => void save(event)}
    >
      <FormField label={t('settings.name')} required error={errors.name?.message}>
        {(control) => <Input {...control} {...form.register('name')} maxLength={100} autoComplete="off" />}
      </FormField>
      <FormField label={t('canned.text')} required hint={t('canned.hint')} error={errors.body?.message}>
        {(control) => <Textarea {...control} {...form.register('body')} rows={8} maxLength={10_000} />}
      </FormField>
    </FormDialog>
  );
}
