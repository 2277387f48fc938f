import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { forgotPassword } from '@/api/auth';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { checkEmail } from './checks';
import { FormFailure } from './form-failure';
import { Gate } from './gate';
import { useAuthForm } from './use-auth-form';

export function ForgotScreen() {
  const t = useT();
  const [sentTo, setSentTo] = useState<string>();
  const form = useAuthForm({
    names: ['email'],
    check: ({ email }) => ({ email: checkEmail(t, email) }),
    submit: async ({ email }) => {
      await forgotPassword({ email: email.trim() });
      setSentTo(email.trim());
    },
  });
  const back = (
    <Button asChild variant={sentTo ? 'secondary' : 'ghost'} size="lg">
      <Link to="/sign-in">{t('auth.back_to_sign_in')}</Link>
    </Button>
  );
  if (sentTo) {
    return (
      <Gate title={t('auth.forgot.sent')} lede={t('auth.forgot.sent_text', { email: sentTo })}>
        {back}
      </Gate>
    );
  }
  return (
    <Gate title={t('auth.forgot.title')} lede={t('auth.forgot.lede')}>
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
        <Button type="submit" variant="primary" size="lg" loading={form.pending} disabled={form.waiting}>
          {t('auth.forgot.submit')}
        </Button>
        {back}
      </form>
    </Gate>
  );
}
