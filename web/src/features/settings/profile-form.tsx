import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { toast } from 'sonner';
import { z } from 'zod/mini';
import { useMe, useWorkspace } from '@/api/bootstrap';
import { useT, type Translate } from '@/i18n/t';
import { pictureUrl } from '@/api/picture';
import { useRegional } from '@/lib/regional';
import { Avatar } from '@/ui/avatar';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { HuePicker } from './hue-picker';
import { PictureField } from './picture-field';
import { SaveBar } from './save-bar';
import { showRefusal } from './server-form';
import { TimeZonePicker } from './time-zone-picker';
import { useMeUpdate } from './use-me-update';

const schemaIn = (t: Translate) =>
  z.object({
    name: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, t('field_error.required')),
        z.maxLength(200, t('field_error.too_long')),
      ),
    time_zone: z.string(),
    avatar_hue: z.number(),
    away_until: z.string(),
  });

type Values = z.infer<ReturnType<typeof schemaIn>>;

export function ProfileForm() {
  const t = useT();
  const me = useMe();
  const workspace = useWorkspace();
  const update = useMeUpdate();
  const form = useForm<Values>({
    resolver: standardSchemaResolver(schemaIn(t)),
    values: {
      name: me.name,
      time_zone: me.time_zone || workspace.time_zone,
      avatar_hue: me.avatar_hue,
      away_until: me.away_until ?? '',
    },
  });
  const { errors, isDirty } = form.formState;
  const name = useWatch({ control: form.control, name: 'name' });

  const save = form.handleSubmit(async (values) => {
    try {
      await update.mutateAsync({ ...values, away_until: values.away_until || null });
      useRegional.setState({ timeZone: values.time_zone });
      toast.success(t('settings.saved'));
    } catch (error) {
      showRefusal(error, form);
    }
  });

  return (
    <form className="mt-6 grid gap-5" noValidate onSubmit={(event) => void save(event)}>
      <PictureField
        label={t('settings.profile.picture')}
        hint={t('settings.profile.picture_hint')}
        path="/me/picture"
        chosen={me.picture !== null}
      >
        <Avatar name={me.name} hue={me.avatar_hue} picture={pictureUrl(me.picture)} size={40} />
      </PictureField>
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <FormField label={t('settings.profile.name')} required error={errors.name?.message}>
          {(control) => <Input {...control} {...form.register('name')} autoComplete="name" />}
        </FormField>
        <FormField label={t('auth.email')} hint={t('settings.profile.email_hint')}>
          {(control) => <Input {...control} value={me.email} readOnly disabled />}
        </FormField>
        <Controller
          control={form.control}
          name="time_zone"
          render={({ field }) => (
            <FormField label={t('settings.time_zone')} error={errors.time_zone?.message}>
              {(control) => (
                <TimeZonePicker control={control} value={field.value} onChange={field.onChange} />
              )}
            </FormField>
          )}
        />
        <FormField
          label={t('settings.profile.away_until')}
          hint={t('settings.profile.away_until_hint')}
          error={errors.away_until?.message}
        >
          {(control) => <Input {...control} {...form.register('away_until')} type="date" />}
        </FormField>
      </div>
      <Controller
        control={form.control}
        name="avatar_hue"
        render={({ field }) => (
          <HuePicker
            label={t('settings.profile.hue')}
            name={name}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <SaveBar dirty={isDirty} saving={form.formState.isSubmitting} onReset={() => form.reset()} />
    </form>
  );
}
