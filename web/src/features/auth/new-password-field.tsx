import { useState } from 'react';
import { useT } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { PasswordInput } from '@/ui/password-input';
import { StrengthMeter } from './strength-meter';

interface NewPasswordFieldProps {
  label: string;
  error: string | undefined;
}

export function NewPasswordField({ label, error }: NewPasswordFieldProps) {
  const t = useT();
  const [password, setPassword] = useState('');
  return (
    <FormField label={label} error={error} required>
      {(control) => (
        <>
          <PasswordInput
            {...control}
            name="password"
            autoComplete="new-password"
            showLabel={t('auth.show_password')}
            hideLabel={t('auth.hide_password')}
            onChange={(event) => setPassword(event.target.value)}
          />
          <StrengthMeter password={password} />
        </>
      )}
    </FormField>
  );
}
