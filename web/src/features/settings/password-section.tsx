import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { z } from 'zod/mini';
import { useMe } from '@/api/bootstrap';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem-error';
import { useT, type Translate } from '@/i18n/t';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { PasswordInput } from '@/ui/password-input';
import { showRefusal } from './server-form';
import { SettingSection } from './setting-section';

const shortest = 10;

const schemaIn = (t: Translate) =>
  z.object({
    current: z.string().check(z.minLength(1, t('field_error.required'))),
    password: z.string().check(z.minLength(shortest, t('auth.password_short', { count: shortest }))),
  });

type Values = z.infer<ReturnType<typeof schemaIn>>;

export function PasswordSection() {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const form = useForm<Values>({
    resolver: standardSchemaResolver(schemaIn(t)),
    defaultValues: { current: '', password: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const eye = { showLabel: t('auth.show_password'), hideLabel: t('auth.hide_password') };

  const save = form.handleSubmit(async (body) => {
    try {
      await api.post('/me/password', { body });
      form.reset();
      toast.success(t('settings.password.done'));
      await client.invalidateQueries({ queryKey: keys.sessions });
    } catch (error) {
      if (isProblem(error, 'invalid_credentials')) {
        form.setError('current', { message: t('settings.password.wrong') }, { shouldFocus: true });
      } else {
        showRefusal(error, form);
      }
    }
  });

  return (
    <SettingSection title={t('settings.password')} lede={t('settings.password.lede')}>
      <form className="grid gap-4" noValidate onSubmit={(event) => void save(event)}>
        <input type="text" name="username" autoComplete="username" value={me.email} readOnly hidden />
        <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          <FormField label={t('settings.password.current')} required error={errors.current?.message}>
            {(control) => (
              <PasswordInput
                {...control}
                {...eye}
                {...form.register('current')}
                autoComplete="current-password"
              />
            )}
          </FormField>
          <FormField
            label={t('auth.new_password')}
            required
            hint={t('auth.password_short', { count: shortest })}
            error={errors.password?.message}
          >
            {(control) => (
              <PasswordInput
                {...control}
                {...eye}
                {...form.register('password')}
                autoComplete="new-password"
              />
            )}
          </FormField>
        </div>
        <Button type="submit" className="justify-self-start" loading={isSubmitting}>
          {t('settings.password.change')}
        </Button>
      </form>
    </SettingSection>
  );
}
