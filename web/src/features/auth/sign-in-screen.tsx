import { Link } from '@tanstack/react-router';
import { signIn } from '@/api/auth';
import { useBootstrap } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { PasswordInput } from '@/ui/password-input';
import { checkEmail, checkText } from './checks';
import { FormFailure } from './form-failure';
import { Gate } from './gate';
import { useAuthForm } from './use-auth-form';
import { useEnter } from './use-enter';

interface SignInScreenProps {
  /** Where to go afterwards. */
  redirect?: string;
}

const refusals = {
  invalid_credentials: 'auth.sign_in.wrong',
  suspended: 'auth.sign_in.suspended',
} as const;

export function SignInScreen({ redirect }: SignInScreenProps) {
  const t = useT();
  const enter = useEnter();
  const { workspace, setup } = useBootstrap();
  const form = useAuthForm({
    names: ['email', 'password'],
    check: ({ email, password }) => ({ email: checkEmail(t, email), password: checkText(t, password) }),
    submit: async ({ email, password }) => {
      await signIn({ email: email.trim(), password });
      await enter(redirect);
    },
    explain: ({ code }) => (code in refusals ? t(refusals[code as keyof typeof refusals]) : undefined),
  });
  return (
    <Gate
      title={t('auth.sign_in.title')}
      lede={workspace ? t('auth.sign_in.lede', { workspace: workspace.name }) : t('auth.sign_in.lede_plain')}
    >
      <form {...form.formProps} className="grid gap-4">
        <FormFailure text={form.failure} />
        <FormField label={t('auth.email')} error={form.errors.email} required>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username"
              inputMode="email"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
        </FormField>
        <FormField
          label={t('auth.password')}
          error={form.errors.password}
          required
          labelEnd={
            <Link to="/forgot" className="rounded-tag text-link hover:underline">
              {t('auth.sign_in.forgot')}
            </Link>
          }
        >
          {(control) => (
            <PasswordInput
              {...control}
              name="password"
              autoComplete="current-password"
              showLabel={t('auth.show_password')}
              hideLabel={t('auth.hide_password')}
            />
          )}
        </FormField>
        <Button type="submit" variant="primary" size="lg" loading={form.pending} disabled={form.waiting}>
          {t('auth.sign_in.submit')}
        </Button>
        {setup.registration_open && (
          <Button asChild variant="ghost">
            <Link to="/register">{t('auth.sign_in.register')}</Link>
          </Button>
        )}
      </form>
    </Gate>
  );
}
