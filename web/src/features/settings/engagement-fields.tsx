import { Controller, useFormContext } from 'react-hook-form';
import { useKind } from '@/api/bootstrap';
import { fieldLabel, optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { engagementFields, type RuleValues } from './scoring-rule-values';

/** Stands for "whatever it is": a select knows no empty value. */
const ANY = 'any';

/** Which interactions count, how much at most, and how soon they are forgotten. */
export function EngagementFields() {
  const t = useT();
  const kind = useKind('scoring_rule');
  const { control: form, register, formState } = useFormContext<RuleValues>();
  const { errors } = formState;
  return (
    <>
      <div className="grid grid-cols-3 gap-4 max-sm:grid-cols-1">
        {engagementFields.map((key) => {
          const meta = kind?.fields.find((field) => field.key === key);
          if (!kind || !meta) return null;
          return (
            <Controller
              key={key}
              control={form}
              name={key}
              render={({ field }) => (
                <FormField label={fieldLabel(kind, meta)} error={errors[key]?.message}>
                  {(control) => (
                    <Select
                      {...control}
                      value={field.value || ANY}
                      options={[
                        { value: ANY, label: t('score.rules.any') },
                        ...meta.options.map((option) => ({
                          value: option.value,
                          label: optionLabel(kind, meta, option),
                        })),
                      ]}
                      onValueChange={(value) => field.onChange(value === ANY ? '' : value)}
                    />
                  )}
                </FormField>
              )}
            />
          );
        })}
      </div>
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <FormField label={t('score.rules.cap')} hint={t('score.rules.cap_hint')} error={errors.cap?.message}>
          {(control) => <Input {...control} {...register('cap')} inputMode="numeric" autoComplete="off" />}
        </FormField>
        <FormField
          label={t('score.rules.half_life')}
          hint={t('score.rules.half_life_hint')}
          error={errors.half_life_days?.message}
        >
          {(control) => (
            <Input {...control} {...register('half_life_days')} inputMode="numeric" autoComplete="off" />
          )}
        </FormField>
      </div>
    </>
  );
}
