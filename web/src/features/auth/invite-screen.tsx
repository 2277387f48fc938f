import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { acceptInvitation, readInvitation } from '@/api/auth';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem-error';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { checkNewPassword, checkText } from './checks';
import { FormFailure } from './form-failure';
import { Gate } from './gate';
import { NewPasswordField } from './new-password-field';
import { useAuthForm } from './use-auth-form';
import { useEnter } from './use-enter';

/** Null when the invitation is unknown, used or too old. */
const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: keys.invitation(token),
    queryFn: async ({ signal }) => {
      try {
        return await readInvitation(token, signal);
      } catch (error) {
        if (isProblem(error) && (error.status === 404 || error.status === 422)) return null;
        throw error;
      }
    },
  });

export function InviteScreen({ token }: { token: string }) {
  const t = useT();
  const enter = useEnter();
  const invitation = useSuspenseQuery(invitationQuery(token)).data;
  const form = useAuthForm({
    names: ['name', 'password'],
    check: ({ name, password }) => ({ name: checkText(t, name), password: checkNewPassword(t, password) }),
    submit: async ({ name, password }) => {
      await acceptInvitation({ token, name: name.trim(), password });
      await enter();
    },
  });
  if (!invitation) {
    return (
      <Gate title={t('auth.invite.invalid')} lede={t('auth.invite.invalid_text')}>
        <Button asChild size="lg">
          <Link to="/sign-in">{t('auth.back_to_sign_in')}</Link>
        </Button>
      </Gate>
    );
  }
  return (
    <Gate
      title={t('auth.invite.title', { workspace: invitation.workspace.name })}
      lede={t('auth.invite.lede', { email: invitation.email })}
    >
      <form {...form.formProps} className="grid gap-4">
        <FormFailure text={form.failure} />
        <input type="email" name="email" autoComplete="username" value={invitation.email} readOnly hidden />
        <FormField label={t('auth.name')} error={form.errors.name} required>
          {(control) => (
            <Input {...control} name="name" autoComplete="name" defaultValue={invitation.name ?? ''} />
          )}
        </FormField>
        <NewPasswordField label={t('auth.password')} error={form.errors.password} />
        <Button type="submit" variant="primary" size="lg" loading={form.pending} disabled={form.waiting}>
          {t('auth.invite.submit')}
        </Button>
      </form>
    </Gate>
  );
}
