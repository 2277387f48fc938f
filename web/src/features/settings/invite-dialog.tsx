import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useQueryClient } from '@tanstack/react-query';
import { FormProvider, useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { z } from 'zod/mini';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { RecordRow } from '@/api/types';
import { useT, type Translate } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { FormDialog } from '@/records/form/form-dialog';
import { RoleAndTeamFields } from './role-and-team-fields';
import { showRefusal } from './server-form';

const schemaIn = (t: Translate) =>
  z.object({
    // The server has the last word; this only catches what is plainly no address.
    email: z.string().check(z.trim(), z.regex(/^[^\s@]+@[^\s@]+$/, t('auth.needs_email'))),
    name: z.string().check(z.trim()),
    role_ids: z.array(z.string()),
    team_ids: z.array(z.string()),
  });

type Values = z.infer<ReturnType<typeof schemaIn>>;

interface InviteDialogProps {
  roles: readonly RecordRow[];
  teams: readonly RecordRow[];
  onClose: () => void;
}

export function InviteDialog({ roles, teams, onClose }: InviteDialogProps) {
  const t = useT();
  const client = useQueryClient();
  const sales = roles.find((role) => role['key'] === 'sales');
  const form = useForm<Values>({
    resolver: standardSchemaResolver(schemaIn(t)),
    defaultValues: { email: '', name: '', role_ids: sales ? [sales.id] : [], team_ids: [] },
  });
  const { errors, isSubmitting } = form.formState;

  const save = form.handleSubmit(async ({ name, ...values }) => {
    try {
      await api.post('/invitations', { body: { ...values, ...(name && { name }) } });
      toast.success(t('settings.users.sent', { email: values.email }));
      onClose();
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.kind('users') }),
        client.invalidateQueries({ queryKey: keys.bootstrap }),
      ]);
    } catch (error) {
      showRefusal(error, form);
    }
  });

  return (
    <FormProvider {...form}>
      <FormDialog
        open
        onClose={onClose}
        title={t('settings.users.invite')}
        description={t('settings.users.invite_lede')}
        submitLabel={t('settings.users.send')}
        busy={isSubmitting}
        onSubmit={(event) => void save(event)}
      >
        <FormField label={t('auth.email')} required error={errors.email?.message}>
          {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="off" />}
        </FormField>
        <FormField
          label={t('settings.name')}
          hint={t('settings.users.name_hint')}
          error={errors.name?.message}
        >
          {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
        </FormField>
        <RoleAndTeamFields roles={roles} teams={teams} />
      </FormDialog>
    </FormProvider>
  );
}
