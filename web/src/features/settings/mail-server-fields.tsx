import { Controller, type UseFormReturn } from 'react-hook-form';
import { useT } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import type { MailboxValues } from './mailbox-values';

interface MailServerFieldsProps {
  form: UseFormReturn<MailboxValues>;
  which: 'imap' | 'smtp';
  /** Whether a password is kept that need not be typed again. */
  kept: boolean;
}

/** A mail server, and how to sign in there. */
export function MailServerFields({ form, which, kept }: MailServerFieldsProps) {
  const t = useT();
  const { errors } = form.formState;
  const required = which === 'imap';
  return (
    <fieldset className="grid gap-4 border-t border-line pt-4">
      <legend className="float-left mb-1 w-full font-semibold">{t(`mailbox.${which}`)}</legend>
      {which === 'smtp' && <p className="-mt-3 text-12 text-ink-3">{t('mailbox.smtp_hint')}</p>}
      <div className="grid grid-cols-[minmax(0,1fr)_96px] gap-3">
        <FormField label={t('mailbox.host')} required={required} error={errors[`${which}_host`]?.message}>
          {(control) => <Input {...control} {...form.register(`${which}_host`)} autoComplete="off" />}
        </FormField>
        <FormField label={t('mailbox.port')} error={errors[`${which}_port`]?.message}>
          {(control) => <Input {...control} {...form.register(`${which}_port`)} inputMode="numeric" />}
        </FormField>
      </div>
      <Controller
        control={form.control}
        name={`${which}_security`}
        render={({ field }) => (
          <FormField label={t('mailbox.security')} error={errors[`${which}_security`]?.message}>
            {(control) => (
              <Select
                {...control}
                value={field.value}
                onValueChange={field.onChange}
                options={(['tls', 'starttls', 'none'] as const).map((value) => ({
                  value,
                  label: t(`mailbox.security.${value}`),
                }))}
              />
            )}
          </FormField>
        )}
      />
      <FormField label={t('mailbox.user')} required={required} error={errors[`${which}_user`]?.message}>
        {(control) => <Input {...control} {...form.register(`${which}_user`)} autoComplete="off" />}
      </FormField>
      <FormField
        label={t('mailbox.password')}
        hint={kept ? t('mailbox.password_kept') : undefined}
        required={required && !kept}
        error={errors[`${which}_password`]?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register(`${which}_password`)}
            type="password"
            autoComplete="new-password"
          />
        )}
      </FormField>
      {which === 'imap' && (
        <FormField label={t('mailbox.folder')} error={errors.imap_folder?.message}>
          {(control) => <Input {...control} {...form.register('imap_folder')} autoComplete="off" />}
        </FormField>
      )}
    </fieldset>
  );
}
