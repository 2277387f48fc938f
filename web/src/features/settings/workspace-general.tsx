import { Controller, useFormContext } from 'react-hook-form';
import { languages } from '@/i18n/languages';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Checkbox } from '@/ui/checkbox';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { CountryPicker } from './country-picker';
import { CurrencyPicker } from './currency-picker';
import { TimeZonePicker } from './time-zone-picker';
import type { WorkspaceValues } from './workspace-values';

export function WorkspaceGeneral({ locked }: { locked: boolean }) {
  const t = useT();
  const { locale } = useFormat();
  const { register, control: form, formState } = useFormContext<WorkspaceValues>();
  const { errors } = formState;
  const monthName = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, index) => ({
    value: String(index + 1),
    label: monthName.format(Date.UTC(2024, index)),
  }));

  return (
    <div className="mt-6 grid grid-cols-2 gap-4 max-sm:grid-cols-1">
      <FormField
        className="col-span-full"
        label={t('settings.workspace.name')}
        required
        error={errors.name?.message}
      >
        {(control) => <Input {...control} {...register('name')} autoComplete="organization" />}
      </FormField>
      <Controller
        control={form}
        name="currency"
        render={({ field }) => (
          <FormField
            label={t('settings.workspace.currency')}
            hint={t('settings.workspace.currency_hint')}
            error={errors.currency?.message}
          >
            {(control) => (
              <CurrencyPicker
                control={control}
                disabled={locked}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          </FormField>
        )}
      />
      <Controller
        control={form}
        name="time_zone"
        render={({ field }) => (
          <FormField
            label={t('settings.time_zone')}
            hint={t('settings.workspace.zone_hint')}
            error={errors.time_zone?.message}
          >
            {(control) => (
              <TimeZonePicker
                control={control}
                disabled={locked}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          </FormField>
        )}
      />
      <Controller
        control={form}
        name="country"
        render={({ field }) => (
          <FormField
            label={t('settings.workspace.country')}
            hint={t('settings.workspace.country_hint')}
            error={errors.country?.message}
          >
            {(control) => (
              <CountryPicker
                control={control}
                disabled={locked}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          </FormField>
        )}
      />
      <Controller
        control={form}
        name="locale"
        render={({ field }) => (
          <FormField label={t('shell.language')} hint={t('settings.workspace.language_hint')}>
            {(control) => (
              <Select
                {...control}
                disabled={locked}
                value={field.value}
                options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
                onValueChange={field.onChange}
              />
            )}
          </FormField>
        )}
      />
      <Controller
        control={form}
        name="fiscal_year_start"
        render={({ field }) => (
          <FormField label={t('settings.workspace.fiscal_year')} error={errors.fiscal_year_start?.message}>
            {(control) => (
              <Select
                {...control}
                disabled={locked}
                value={field.value}
                options={months}
                onValueChange={field.onChange}
              />
            )}
          </FormField>
        )}
      />
      <Controller
        control={form}
        name="open_registration"
        render={({ field }) => (
          <div className="col-span-full flex items-start gap-2.5">
            <Checkbox
              id="open-registration"
              className="mt-0.5"
              aria-describedby="open-registration-hint"
              disabled={locked}
              checked={field.value}
              onCheckedChange={(checked) => field.onChange(checked === true)}
            />
            <div>
              <label htmlFor="open-registration" className="font-medium">
                {t('settings.workspace.open_registration')}
              </label>
              <p id="open-registration-hint" className="text-12 text-ink-3">
                {t('settings.workspace.open_registration_hint')}
              </p>
            </div>
          </div>
        )}
      />
    </div>
  );
}
