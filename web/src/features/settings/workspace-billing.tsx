import { Controller, useFormContext } from 'react-hook-form';
import { useT } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { CountryPicker } from './country-picker';
import { SettingSection } from './setting-section';
import type { WorkspaceValues } from './workspace-values';

/** What stands on papers that leave the house. */
export function WorkspaceBilling({ locked }: { locked: boolean }) {
  const t = useT();
  const { register, control: form, formState } = useFormContext<WorkspaceValues>();
  const { errors } = formState;
  return (
    <SettingSection title={t('settings.workspace.address')} lede={t('settings.workspace.address_lede')}>
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <FormField
          className="col-span-full"
          label={t('settings.address.street')}
          error={errors.address?.message ?? errors.address?.street?.message}
        >
          {(control) => <Input {...control} {...register('address.street')} autoComplete="street-address" />}
        </FormField>
        <FormField label={t('settings.address.postal_code')}>
          {(control) => (
            <Input {...control} {...register('address.postal_code')} autoComplete="postal-code" />
          )}
        </FormField>
        <FormField label={t('settings.address.city')}>
          {(control) => <Input {...control} {...register('address.city')} autoComplete="address-level2" />}
        </FormField>
        <FormField label={t('settings.address.region')}>
          {(control) => <Input {...control} {...register('address.region')} autoComplete="address-level1" />}
        </FormField>
        <Controller
          control={form}
          name="address.country"
          render={({ field }) => (
            <FormField label={t('settings.workspace.country')}>
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
        <FormField label={t('settings.workspace.tax_number')} error={errors.tax_number?.message}>
          {(control) => <Input {...control} {...register('tax_number')} />}
        </FormField>
      </div>
    </SettingSection>
  );
}
