import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import { keys } from '@/api/keys';
import { saveMailbox, testMailbox, type Mailbox } from '@/api/mailboxes';
import { useT } from '@/i18n/t';
import { FormDialog } from '@/records/form/form-dialog';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { bodyOf, valuesOf, type MailboxValues } from './mailbox-values';
import { MailboxCheck } from './mailbox-check';
import { MailServerFields } from './mail-server-fields';
import { showRefusal } from './server-form';

interface MailboxDialogProps {
  mailbox: Mailbox | null;
  onClose: () => void;
}

/** The settings of a mailbox, tried out before they are kept. */
export function MailboxDialog({ mailbox, onClose }: MailboxDialogProps) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const form = useForm<MailboxValues>({ defaultValues: valuesOf(mailbox, !me.is_admin) });
  const { errors } = form.formState;
  const personal = form.watch('personal');
  const purpose = form.watch('purpose');
  const refused = (error: unknown) => showRefusal(error, form);
  const test = useMutation({
    mutationFn: (values: MailboxValues) => {
      const body = bodyOf(values, false);
      return testMailbox(mailbox ? { ...body, id: mailbox.id } : body);
    },
    onSuccess: () => toast.success(t('mailbox.works')),
    onError: refused,
  });
  const save = useMutation({
    mutationFn: (values: MailboxValues) => saveMailbox(mailbox?.id ?? null, bodyOf(values, !mailbox)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.mailboxes });
      toast(t('mailbox.saved'));
      onClose();
    },
    onError: refused,
  });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(mailbox ? 'mailbox.edit' : 'mailbox.new')}
      submitLabel={t('common.save')}
      busy={save.isPending}
      onSubmit={(event) => void form.handleSubmit((values) => save.mutate(values))(event)}
    >
      {!mailbox && me.is_admin && (
        <Controller
          control={form.control}
          name="personal"
          render={({ field }) => (
            <FormField label={t('mailbox.whose')} error={errors.personal?.message}>
              {(control) => (
                <Select
                  {...control}
                  value={field.value ? 'mine' : 'team'}
                  onValueChange={(value) => {
                    field.onChange(value === 'mine');
                    form.setValue('purpose', value === 'mine' ? 'timeline' : 'ticket');
                    form.setValue('makes_contacts', value !== 'mine');
                  }}
                  options={[
                    { value: 'team', label: t('mailbox.team') },
                    { value: 'mine', label: t('mailbox.mine') },
                  ]}
                />
              )}
            </FormField>
          )}
        />
      )}
      <FormField
        label={t('mailbox.name')}
        hint={t('mailbox.name_hint')}
        required
        error={errors.name?.message}
      >
        {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
      </FormField>
      <FormField label={t('mailbox.address')} required error={errors.address?.message}>
        {(control) => (
          <Input
            {...control}
            {...form.register('address')}
            type="email"
            inputMode="email"
            autoComplete="off"
          />
        )}
      </FormField>
      {personal ? (
        <MailboxCheck form={form} name="private" hint={t('mailbox.private_hint')} />
      ) : (
        <Controller
          control={form.control}
          name="purpose"
          render={({ field }) => (
            <FormField label={t('mailbox.purpose')} error={errors.purpose?.message}>
              {(control) => (
                <Select
                  {...control}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={(['ticket', 'timeline'] as const).map((value) => ({
                    value,
                    label: t(`mailbox.purpose.${value}`),
                  }))}
                />
              )}
            </FormField>
          )}
        />
      )}
      <MailboxCheck form={form} name="makes_contacts" />
      {!personal && purpose === 'ticket' && (
        <MailboxCheck form={form} name="acknowledges" hint={t('mailbox.acknowledges_hint')} />
      )}
      {mailbox && <MailboxCheck form={form} name="active" />}
      <MailServerFields form={form} which="imap" kept={mailbox !== null} />
      <MailServerFields form={form} which="smtp" kept={Boolean(mailbox?.smtp_host)} />
      <div>
        <Button
          loading={test.isPending}
          onClick={() => void form.handleSubmit((values) => test.mutate(values))()}
        >
          {t('mailbox.test')}
        </Button>
      </div>
    </FormDialog>
  );
}
