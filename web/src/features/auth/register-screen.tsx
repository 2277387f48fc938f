import { i18n } from '@lingui/core';
import { Link } from '@tanstack/react-router';
import { useId, useMemo, useState } from 'react';
import { register } from '@/api/auth';
import { useBootstrap } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { describeCurrency, likelyCurrency } from '@/lib/currencies';
import { hueFromText } from '@/lib/hue';
import { describeTimeZone, localTimeZone } from '@/lib/time-zones';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { checkEmail, checkNewPassword, checkText } from './checks';
import { FormFailure } from './form-failure';
import { Gate } from './gate';
import { NewPasswordField } from './new-password-field';
import { RegionFields } from './region-fields';
import { useAuthForm } from './use-auth-form';
import { useEnter } from './use-enter';

export function RegisterScreen() {
  const t = useT();
  const enter = useEnter();
  const sampleId = useId();
  const { setup } = useBootstrap();
  const [name, setName] = useState('');
  const [sample, setSample] = useState(true);
  const guess = useMemo(() => {
    const zone = localTimeZone();
    return { zone, currency: likelyCurrency(navigator.languages, zone) };
  }, []);
  const [zone, setZone] = useState(() => describeTimeZone(guess.zone));
  const [currency, setCurrency] = useState(() => describeCurrency(guess.currency, i18n.locale));

  const form = useAuthForm({
    names: ['workspace', 'name', 'email', 'password'],
    check: (values) => ({
      workspace: checkText(t, values.workspace),
      name: checkText(t, values.name),
      email: checkEmail(t, values.email),
      password: checkNewPassword(t, values.password),
    }),
    submit: async ({ workspace, name: person, email, password }) => {
      await register({
        workspace: workspace.trim(),
        name: person.trim(),
        email: email.trim(),
        password,
        currency: currency.code,
        time_zone: zone.id,
        locale: i18n.locale,
        sample_data: sample,
      });
      await enter();
    },
  });

  if (!setup.needs_workspace && !setup.registration_open) {
    return (
      <Gate title={t('auth.register.closed')} lede={t('auth.register.closed_text')}>
        <Button asChild>
          <Link to="/sign-in">{t('auth.back_to_sign_in')}</Link>
        </Button>
      </Gate>
    );
  }
  return (
    <Gate
      card
      kicker={setup.needs_workspace ? t('auth.register.first') : undefined}
      title={t('auth.register.title')}
      lede={t('auth.register.lede')}
    >
      <form {...form.formProps} className="grid gap-4">
        <FormFailure text={form.failure} />
        <FormField label={t('auth.register.workspace')} error={form.errors.workspace} required>
          {(control) => (
            <div className="flex items-center gap-2">
              <Avatar kind="company" size={32} name={name || 'K'} hue={name ? hueFromText(name) : null} />
              <Input
                {...control}
                name="workspace"
                autoComplete="organization"
                onChange={(event) => setName(event.target.value.trim())}
              />
            </div>
          )}
        </FormField>
        <RegionFields currency={currency} zone={zone} onCurrencyChange={setCurrency} onZoneChange={setZone} />
        <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1 max-md:gap-4">
          <FormField label={t('auth.name')} error={form.errors.name} required>
            {(control) => <Input {...control} name="name" autoComplete="name" />}
          </FormField>
          <FormField label={t('auth.register.email')} error={form.errors.email} required>
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
        </div>
        <NewPasswordField label={t('auth.password')} error={form.errors.password} />
        <div className="flex items-start gap-2.5">
          <Checkbox
            id={sampleId}
            className="mt-0.5"
            checked={sample}
            aria-describedby={`${sampleId}-hint`}
            onCheckedChange={(checked) => setSample(checked === true)}
          />
          <div>
            <label htmlFor={sampleId} className="font-medium">
              {t('auth.register.sample')}
            </label>
            <p id={`${sampleId}-hint`} className="text-12 text-ink-2">
              {t('auth.register.sample_hint')}
            </p>
          </div>
        </div>
        <Button type="submit" variant="primary" size="lg" loading={form.pending} disabled={form.waiting}>
          {t('auth.register.submit')}
        </Button>
        {!setup.needs_workspace && (
          <p className="text-center text-13 text-ink-2">
            {t('auth.register.have_account')}{' '}
            <Link to="/sign-in" className="text-link underline">
              {t('auth.sign_in.submit')}
            </Link>
          </p>
        )}
      </form>
    </Gate>
  );
}
