import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { useWorkspace } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT, type Translate } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { dayOf } from '@/lib/days';
import { parseNumber } from '@/lib/parse-number';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { CurrencyPicker } from './currency-picker';
import { FormDialog } from '@/records/form/form-dialog';
import { showRefusal } from './server-form';
import { useCreateSetting, useUpdateSetting } from './setting-records';

const schemaIn = (t: Translate, locale: string) => {
  const needed = z.string().check(z.minLength(1, t('field_error.required')));
  return z.object({
    currency: needed,
    rate: needed.check(
      z.refine((text) => (parseNumber(text, locale) ?? 0) > 0, t('settings.currencies.positive')),
    ),
    starts_on: needed,
  });
};

type Values = z.infer<ReturnType<typeof schemaIn>>;

const asWritten: Intl.NumberFormatOptions = { maximumFractionDigits: 9, useGrouping: false };

interface RateDialogProps {
  rate: RecordRow | null;
  onClose: () => void;
}

export function RateDialog({ rate, onClose }: RateDialogProps) {
  const t = useT();
  const { locale } = useFormat();
  const { currency: own, time_zone: timeZone } = useWorkspace();
  const [today] = useState(() => dayOf(new Date(), timeZone));
  const create = useCreateSetting('exchange_rates');
  const update = useUpdateSetting('exchange_rates');
  const form = useForm<Values>({
    resolver: standardSchemaResolver(schemaIn(t, locale)),
    defaultValues: {
      currency: String(rate?.['currency'] ?? ''),
      rate: rate ? new Intl.NumberFormat(locale, asWritten).format(Number(rate['rate'])) : '',
      starts_on: String(rate?.['starts_on'] ?? today),
    },
  });
  const { errors, isSubmitting } = form.formState;
  const save = form.handleSubmit(async (values) => {
    const body = { ...values, rate: parseNumber(values.rate, locale) };
    try {
      if (rate) await update.mutateAsync({ record: rate, body });
      else await create.mutateAsync(body);
      onClose();
    } catch (error) {
      showRefusal(error, form);
    }
  });

  return (
    <FormDialog
      open
      onClose={onClose}
      size="sm"
      title={t(rate ? 'settings.currencies.edit' : 'settings.currencies.new')}
      submitLabel={t('common.save')}
      busy={isSubmitting}
      onSubmit={(event) => void save(event)}
    >
      <Controller
        control={form.control}
        name="currency"
        render={({ field }) => (
          <FormField label={t('settings.workspace.currency')} required error={errors.currency?.message}>
            {(control) => <CurrencyPicker control={control} value={field.value} onChange={field.onChange} />}
          </FormField>
        )}
      />
      <FormField
        label={t('settings.currencies.rate')}
        hint={t('settings.currencies.rate_hint', { currency: own })}
        required
        error={errors.rate?.message}
      >
        {(control) => (
          <Input {...control} {...form.register('rate')} inputMode="decimal" autoComplete="off" />
        )}
      </FormField>
      <FormField
        label={t('settings.currencies.starts_on')}
        hint={t('settings.currencies.starts_on_hint')}
        required
        error={errors.starts_on?.message}
      >
        {(control) => <Input {...control} {...form.register('starts_on')} type="date" />}
      </FormField>
    </FormDialog>
  );
}
