import { FormProvider, useForm } from 'react-hook-form';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { FormDialog } from '@/records/form/form-dialog';
import { idsOf } from './member-changes';
import { RoleAndTeamFields } from './role-and-team-fields';
import { showRefusal } from './server-form';
import { useUpdateSetting } from './setting-records';

interface UserDialogProps {
  user: RecordRow;
  roles: readonly RecordRow[];
  teams: readonly RecordRow[];
  onClose: () => void;
}

/** Roles and teams of somebody. What is theirs alone (name, language) they change themselves. */
export function UserDialog({ user, roles, teams, onClose }: UserDialogProps) {
  const t = useT();
  const update = useUpdateSetting('users');
  const form = useForm({
    defaultValues: { role_ids: idsOf(user, 'role_ids'), team_ids: idsOf(user, 'team_ids') },
  });
  const save = form.handleSubmit(async (body) => {
    try {
      await update.mutateAsync({ record: user, body });
      onClose();
    } catch (error) {
      showRefusal(error, form);
    }
  });
  return (
    <FormProvider {...form}>
      <FormDialog
        open
        onClose={onClose}
        title={user.title}
        description={String(user['email'])}
        submitLabel={t('common.save')}
        busy={form.formState.isSubmitting}
        onSubmit={(event) => void save(event)}
      >
        <RoleAndTeamFields roles={roles} teams={teams} />
      </FormDialog>
    </FormProvider>
  );
}
