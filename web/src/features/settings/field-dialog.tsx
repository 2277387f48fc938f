import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { z } from 'zod/mini';
import { useBootstrap } from '@/api/bootstrap';
import type { FieldOption, KindMeta, RecordRow } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT, type Translate } from '@/i18n/t';
import { Checkbox } from '@/ui/checkbox';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { addDraft, draftsOf, optionsOf, problemsOf } from './field-options';
import { customType, fieldTypes, hasOptions } from './field-types';
import { FormDialog } from '@/records/form/form-dialog';
import { OptionsEditor } from './options-editor';
import { showRefusal } from './server-form';
import { useCreateSetting, useUpdateSetting } from './setting-records';

const schemaIn = (t: Translate) =>
  z
    .object({
      label: z
        .string()
        .check(
          z.trim(),
          z.minLength(1, t('field_error.required')),
          z.maxLength(60, t('field_error.too_long')),
        ),
      type: z.enum(fieldTypes),
      target: z.string(),
      required: z.boolean(),
    })
    .check(
      z.refine(({ type, target }) => type !== 'reference' || target !== '', {
        message: t('field_error.required'),
        path: ['target'],
      }),
    );

type Values = z.infer<ReturnType<typeof schemaIn>>;

interface FieldDialogProps {
  /** Null for a new one. */
  field: RecordRow | null;
  kind: KindMeta;
  position: number;
  onClose: () => void;
}

/** Type and target are chosen once: what is stored in a field could not follow a change. */
export function FieldDialog({ field, kind, position, onClose }: FieldDialogProps) {
  const t = useT();
  const { kinds } = useBootstrap();
  const create = useCreateSetting('custom_fields');
  const update = useUpdateSetting('custom_fields');
  const form = useForm<Values>({
    resolver: standardSchemaResolver(schemaIn(t)),
    defaultValues: {
      label: field?.title ?? '',
      type: customType(field?.['type']),
      target: typeof field?.['target'] === 'string' ? field['target'] : '',
      required: field?.['required'] === true,
    },
  });
  const { errors, isSubmitting } = form.formState;
  const stored = Array.isArray(field?.['options']) ? (field['options'] as FieldOption[]) : [];
  const [drafts, setDrafts] = useState(() => (stored.length > 0 ? draftsOf(stored) : addDraft([], 'first')));
  const [tried, setTried] = useState(false);
  const type = useWatch({ control: form.control, name: 'type' });
  const problems = problemsOf(drafts);

  const save = form.handleSubmit(async (values) => {
    const { label, required } = values;
    const chooses = hasOptions(values.type);
    if (chooses && (problems.size > 0 || drafts.length === 0)) {
      if (drafts.length === 0) setDrafts(addDraft([], 'first'));
      setTried(true);
      return;
    }
    const common = { label, required, ...(chooses && { options: optionsOf(drafts) }) };
    const fixed = {
      record_kind: kind.key,
      type: values.type,
      position,
      ...(values.type === 'reference' && { target: values.target }),
    };
    try {
      if (field) await update.mutateAsync({ record: field, body: common });
      else await create.mutateAsync({ ...common, ...fixed });
      onClose();
    } catch (error) {
      showRefusal(error, form);
    }
  });

  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(field ? 'settings.fields.edit' : 'settings.fields.new_for', { kinds: kindLabel(kind) })}
      submitLabel={t(field ? 'common.save' : 'settings.fields.create')}
      busy={isSubmitting}
      onSubmit={(event) => void save(event)}
    >
      <FormField label={t('settings.fields.label')} required error={errors.label?.message}>
        {(control) => <Input {...control} {...form.register('label')} autoComplete="off" />}
      </FormField>
      <Controller
        control={form.control}
        name="type"
        render={({ field: input }) => (
          <FormField
            label={t('settings.fields.type')}
            hint={t('settings.fields.type_hint')}
            error={errors.type?.message}
          >
            {(control) => (
              <Select
                {...control}
                disabled={field !== null}
                value={input.value}
                options={fieldTypes.map((value) => ({ value, label: t(`settings.type.${value}`) }))}
                onValueChange={input.onChange}
              />
            )}
          </FormField>
        )}
      />
      {type === 'reference' && (
        <Controller
          control={form.control}
          name="target"
          render={({ field: input }) => (
            <FormField label={t('settings.fields.target')} required error={errors.target?.message}>
              {(control) => (
                <Select
                  {...control}
                  disabled={field !== null}
                  placeholder={t('settings.choose')}
                  value={input.value || undefined}
                  options={kinds
                    .filter(({ group, key }) => group !== 'system' || key === 'user')
                    .map((item) => ({ value: item.key, label: kindLabel(item) }))}
                  onValueChange={input.onChange}
                />
              )}
            </FormField>
          )}
        />
      )}
      {hasOptions(type) && (
        <OptionsEditor drafts={drafts} onChange={setDrafts} problems={tried ? problems : new Map()} />
      )}
      <Controller
        control={form.control}
        name="required"
        render={({ field: input }) => (
          <div className="flex items-start gap-2.5">
            <Checkbox
              id="field-required"
              className="mt-0.5"
              checked={input.value}
              onCheckedChange={(checked) => input.onChange(checked === true)}
            />
            <label htmlFor="field-required">{t('settings.fields.required_label')}</label>
          </div>
        )}
      />
    </FormDialog>
  );
}
