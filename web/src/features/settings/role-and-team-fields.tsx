import { Controller, useFormContext } from 'react-hook-form';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { RecordPicker } from './record-picker';

interface RoleAndTeamFieldsProps {
  roles: readonly RecordRow[];
  teams: readonly RecordRow[];
}

interface Values {
  role_ids: string[];
  team_ids: string[];
}

/** What somebody may do, and with whom. Inside a form with `role_ids` and `team_ids`. */
export function RoleAndTeamFields({ roles, teams }: RoleAndTeamFieldsProps) {
  const t = useT();
  const form = useFormContext<Values>();
  const { errors } = form.formState;
  return (
    <>
      <Controller
        control={form.control}
        name="role_ids"
        render={({ field }) => (
          <FormField
            label={t('settings.section.roles')}
            hint={t('settings.users.roles_hint')}
            error={errors.role_ids?.message}
          >
            {(control) => (
              <RecordPicker
                control={control}
                label={t('settings.section.roles')}
                placeholder={t('settings.users.no_role')}
                rows={roles}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          </FormField>
        )}
      />
      <Controller
        control={form.control}
        name="team_ids"
        render={({ field }) => (
          <FormField label={t('settings.section.teams')} error={errors.team_ids?.message}>
            {(control) => (
              <RecordPicker
                control={control}
                label={t('settings.section.teams')}
                placeholder={t('settings.users.no_team')}
                rows={teams}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          </FormField>
        )}
      />
    </>
  );
}
