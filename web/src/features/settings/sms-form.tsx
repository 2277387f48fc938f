import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { toast } from 'sonner';
import {
  keepSmsChannel,
  removeSmsChannel,
  smsSettingsQuery,
  testSmsChannel,
  type SmsChannel,
  type SmsSettings,
} from '@/api/sms';
import { useT } from '@/i18n/t';
import { failureText } from '@/records/mutations/failure-text';
import { AlertDialog } from '@/ui/alert-dialog';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { PasswordInput } from '@/ui/password-input';
import { Select } from '@/ui/select';
import { SaveBar } from './save-bar';
import { showRefusal } from './server-form';
import { SettingSection } from './setting-section';
import { SmsHook } from './sms-hook';

interface SmsValues {
  service: SmsChannel['service'];
  address: string;
  account: string;
  token: string;
  sender: string;
  to: string;
}

const valuesOf = (channel: SmsChannel | null): SmsValues => ({
  service: channel?.service ?? 'twilio',
  address: channel?.address ?? '',
  account: channel?.account ?? '',
  token: '',
  sender: channel?.sender ?? '',
  to: '',
});

/** The provider's settings: tried out with a message to oneself, and kept. */
export function SmsForm({ settings }: { settings: SmsSettings }) {
  const t = useT();
  const client = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const { channel, hook_url } = settings;
  const form = useForm<SmsValues>({ defaultValues: valuesOf(channel) });
  const { errors, dirtyFields } = form.formState;
  const { to: _, ...kept } = dirtyFields;
  const service = form.watch('service');
  const refused = (error: unknown) => showRefusal(error, form);

  const keep = useMutation({
    mutationFn: ({ to: _to, token, ...values }: SmsValues) =>
      keepSmsChannel({ ...values, ...(token && { token }) }),
    onSuccess: (saved) => {
      client.setQueryData(smsSettingsQuery.queryKey, saved);
      form.reset({ ...valuesOf(saved.channel), to: form.getValues('to') });
      toast.success(t('settings.saved'));
    },
    onError: refused,
  });
  const test = useMutation({
    mutationFn: ({ token, ...values }: SmsValues) => testSmsChannel({ ...values, ...(token && { token }) }),
    onSuccess: () => toast.success(t('sms.test_sent')),
    onError: refused,
  });
  const remove = useMutation({
    mutationFn: removeSmsChannel,
    onSuccess: async () => {
      setRemoving(false);
      form.reset(valuesOf(null));
      await client.invalidateQueries({ queryKey: smsSettingsQuery.queryKey });
    },
    onError: (error) => toast.error(failureText(error)),
  });

  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit((values) => keep.mutate(values))(event)}>
      <SettingSection
        title={t('sms.provider')}
        actions={channel && <Button onClick={() => setRemoving(true)}>{t('sms.remove')}</Button>}
      >
        <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
          <Controller
            control={form.control}
            name="service"
            render={({ field }) => (
              <FormField label={t('sms.service')} error={errors.service?.message}>
                {(control) => (
                  <Select
                    {...control}
                    value={field.value}
                    onValueChange={field.onChange}
                    options={(['twilio', 'http'] as const).map((value) => ({
                      value,
                      label: t(`sms.service.${value}`),
                    }))}
                  />
                )}
              </FormField>
            )}
          />
          <FormField
            label={t('sms.sender')}
            hint={t(`sms.sender_hint.${service}`)}
            required
            error={errors.sender?.message}
          >
            {(control) => <Input {...control} {...form.register('sender')} autoComplete="off" />}
          </FormField>
          {service === 'twilio' && (
            <FormField label={t('sms.account')} required error={errors.account?.message}>
              {(control) => <Input {...control} {...form.register('account')} autoComplete="off" />}
            </FormField>
          )}
          <FormField
            label={t(service === 'twilio' ? 'sms.token.twilio' : 'sms.token.http')}
            hint={channel?.has_token ? t('sms.token_kept') : undefined}
            required={service === 'twilio' && !channel?.has_token}
            error={errors.token?.message}
          >
            {(control) => (
              <PasswordInput
                {...control}
                {...form.register('token')}
                showLabel={t('auth.show_password')}
                hideLabel={t('auth.hide_password')}
                autoComplete="new-password"
              />
            )}
          </FormField>
          <FormField
            className="col-span-full"
            label={t('sms.address')}
            hint={t(`sms.address_hint.${service}`)}
            required={service === 'http'}
            error={errors.address?.message}
          >
            {(control) => (
              <Input {...control} {...form.register('address')} inputMode="url" autoComplete="off" />
            )}
          </FormField>
        </div>
      </SettingSection>
      <SettingSection title={t('sms.test')} lede={t('sms.test_lede')}>
        <div className="flex items-start gap-2">
          <FormField className="min-w-0 flex-1" label={t('sms.test_to')} error={errors.to?.message}>
            {(control) => (
              <Input {...control} {...form.register('to')} type="tel" inputMode="tel" autoComplete="tel" />
            )}
          </FormField>
          <Button
            className="mt-[26px]"
            loading={test.isPending}
            onClick={() => void form.handleSubmit((values) => test.mutate(values))()}
          >
            {t('sms.test_send')}
          </Button>
        </div>
      </SettingSection>
      <SmsHook url={hook_url} service={service} />
      <SaveBar
        dirty={Object.keys(kept).length > 0}
        saving={keep.isPending}
        onReset={() => form.reset(valuesOf(channel))}
      />
      <AlertDialog
        open={removing}
        onOpenChange={setRemoving}
        title={t('sms.remove_title')}
        description={t('sms.remove_text')}
        confirmLabel={t('sms.remove')}
        cancelLabel={t('common.cancel')}
        tone="danger"
        onConfirm={() => remove.mutate()}
      />
    </form>
  );
}
