import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { signIn } from '@/api/auth';
import { useMe } from '@/api/bootstrap';
import { OfflineError } from '@/api/offline-error';
import { isProblem } from '@/api/problem-error';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { FormField } from '@/ui/form-field';
import { PasswordInput } from '@/ui/password-input';
import { useSignOut } from './use-sign-out';

export function ReloginForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const leave = useSignOut();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string>();

  const explain = (failure: unknown) => {
    if (isProblem(failure, 'too_many_requests'))
      return t('error.too_many', { seconds: failure.retryAfter ?? 60 });
    if (isProblem(failure)) return t('auth.sign_in.wrong');
    return t(failure instanceof OfflineError ? 'auth.offline' : 'auth.failed');
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    setPending(true);
    try {
      await signIn({ email: me.email, password });
      onDone();
      void client.refetchQueries({ type: 'active' });
    } catch (failure) {
      setError(explain(failure));
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      // There is nothing to see without a session: the way out is the link below.
      onOpenChange={(open) => !open && void leave()}
      keepOnOutsidePress
      size="sm"
      title={t('shell.relogin.title')}
      description={t('shell.relogin.text')}
      closeLabel={t('shell.relogin.other')}
    >
      <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
        <input type="email" name="email" autoComplete="username" value={me.email} readOnly hidden />
        <FormField label={t('auth.password')} hint={me.email} error={error} required>
          {(control) => (
            <PasswordInput
              {...control}
              name="password"
              autoComplete="current-password"
              showLabel={t('auth.show_password')}
              hideLabel={t('auth.hide_password')}
              onInput={() => setError(undefined)}
            />
          )}
        </FormField>
        <Button type="submit" variant="primary" size="lg" loading={pending}>
          {t('auth.sign_in.submit')}
        </Button>
        <Button variant="ghost" onClick={() => void leave()}>
          {t('shell.relogin.other')}
        </Button>
      </form>
    </Dialog>
  );
}
