import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { resetPassword } from '@/api/auth';
import { isProblem } from '@/api/problem-error';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { checkNewPassword } from './checks';
import { FormFailure } from './form-failure';
import { Gate } from './gate';
import { NewPasswordField } from './new-password-field';
import { useAuthForm } from './use-auth-form';

/** Behind the link of the mail. A link that was used or is too old offers a new one. */
export function ResetScreen({ token }: { token: string }) {
  const t = useT();
  const [state, setState] = useState<'open' | 'done' | 'invalid'>('open');
  const form = useAuthForm({
    names: ['password'],
    check: ({ password }) => ({ password: checkNewPassword(t, password) }),
    submit: async ({ password }) => {
      try {
        await resetPassword({ token, password });
        setState('done');
      } catch (error) {
        const aboutToken =
          isProblem(error) && (error.status === 404 || error.errors.some((item) => item.field === 'token'));
        if (!aboutToken) throw error;
        setState('invalid');
      }
    },
  });
  if (state === 'done') {
    return (
      <Gate title={t('auth.reset.title')} lede={t('auth.reset.done')}>
        <Button asChild variant="primary" size="lg">
          <Link to="/sign-in">{t('auth.sign_in.submit')}</Link>
        </Button>
      </Gate>
    );
  }
  if (state === 'invalid') {
    return (
      <Gate title={t('auth.reset.invalid')} lede={t('auth.reset.invalid_text')}>
        <Button asChild variant="primary" size="lg">
          <Link to="/forgot">{t('auth.reset.again')}</Link>
        </Button>
      </Gate>
    );
  }
  return (
    <Gate title={t('auth.reset.title')} lede={t('auth.reset.lede')}>
      <form {...form.formProps} className="grid gap-4">
        <FormFailure text={form.failure} />
        <NewPasswordField label={t('auth.new_password')} error={form.errors.password} />
        <Button type="submit" variant="primary" size="lg" loading={form.pending} disabled={form.waiting}>
          {t('auth.reset.submit')}
        </Button>
      </form>
    </Gate>
  );
}
