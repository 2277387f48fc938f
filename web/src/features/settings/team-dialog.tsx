import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import type { RecordRow } from '@/api/types';
import { useT, type Translate } from '@/i18n/t';
import { Checkbox } from '@/ui/checkbox';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Textarea } from '@/ui/textarea';
import { FormDialog } from '@/records/form/form-dialog';
import { idsOf, memberChanges } from './member-changes';
import { PeoplePicker } from '@/records/people/people-picker';
import { showRefusal } from './server-form';
import { useCreateSetting, useUpdateSetting } from './setting-records';

const schemaIn = (t: Translate) =>
  z.object({
    name: z
      .string()
      .check(z.trim(), z.minLength(1, t('field_error.required')), z.maxLength(60, t('field_error.too_long'))),
    manager_id: z.nullable(z.string()),
    description: z.string(),
    members: z.array(z.string()),
    takes_leads: z.boolean(),
  });

type Values = z.infer<ReturnType<typeof schemaIn>>;

interface TeamDialogProps {
  team: RecordRow | null;
  users: readonly RecordRow[];
  onClose: () => void;
}

export function TeamDialog({ team, users, onClose }: TeamDialogProps) {
  const t = useT();
  const create = useCreateSetting('teams');
  const update = useUpdateSetting('teams');
  const updateUser = useUpdateSetting('users');
  const form = useForm<Values>({
    resolver: standardSchemaResolver(schemaIn(t)),
    defaultValues: {
      name: team?.title ?? '',
      manager_id: typeof team?.['manager_id'] === 'string' ? team['manager_id'] : null,
      description: typeof team?.['description'] === 'string' ? team['description'] : '',
      members: team
        ? users.filter((user) => idsOf(user, 'team_ids').includes(team.id)).map(({ id }) => id)
        : [],
      takes_leads: team?.['takes_leads'] === true,
    },
  });
  const { errors, isSubmitting } = form.formState;

  const save = form.handleSubmit(async ({ members, ...values }) => {
    const body = { ...values, description: values.description.trim() || null };
    try {
      const saved = team ? await update.mutateAsync({ record: team, body }) : await create.mutateAsync(body);
      for (const { user, team_ids } of memberChanges(users, saved.id, members)) {
        await updateUser.mutateAsync({ record: user, body: { team_ids } });
      }
      onClose();
    } catch (error) {
      showRefusal(error, form);
    }
  });

  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(team ? 'settings.teams.edit' : 'settings.teams.new')}
      submitLabel={t(team ? 'common.save' : 'settings.teams.create')}
      busy={isSubmitting}
      onSubmit={(event) => void save(event)}
    >
      <FormField label={t('settings.name')} required error={errors.name?.message}>
        {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
      </FormField>
      <Controller
        control={form.control}
        name="members"
        render={({ field }) => (
          <FormField label={t('settings.teams.members')} hint={t('settings.teams.members_hint')}>
            {(control) => (
              <PeoplePicker
                control={control}
                multiple
                label={t('settings.teams.members')}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          </FormField>
        )}
      />
      <Controller
        control={form.control}
        name="manager_id"
        render={({ field }) => (
          <FormField label={t('settings.teams.manager')} error={errors.manager_id?.message}>
            {(control) => (
              <PeoplePicker
                control={control}
                label={t('settings.teams.manager')}
                value={field.value ? [field.value] : []}
                onChange={([id]) => field.onChange(id ?? null)}
              />
            )}
          </FormField>
        )}
      />
      <FormField label={t('settings.description')} error={errors.description?.message}>
        {(control) => <Textarea {...control} {...form.register('description')} rows={2} />}
      </FormField>
      <Controller
        control={form.control}
        name="takes_leads"
        render={({ field }) => (
          <div className="flex items-start gap-2.5">
            <Checkbox
              id="team-takes-leads"
              aria-describedby="team-takes-leads-hint"
              className="mt-0.5"
              checked={field.value}
              onCheckedChange={(on) => field.onChange(on === true)}
            />
            <div className="grid gap-1">
              <label htmlFor="team-takes-leads">{t('settings.teams.takes_leads')}</label>
              <p id="team-takes-leads-hint" className="text-12 text-ink-3">
                {t('settings.teams.takes_leads_hint')}
              </p>
            </div>
          </div>
        )}
      />
    </FormDialog>
  );
}
