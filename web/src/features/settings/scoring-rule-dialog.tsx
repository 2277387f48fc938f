import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useKind } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { EMPTY_FILTER, readFilter, simplify } from '@/records/model/filter-tree';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { EngagementFields } from './engagement-fields';
import { FormDialog } from '@/records/form/form-dialog';
import { RuleCondition } from './rule-condition';
import { bodyOf, schemaIn, valuesOf, type RuleCategory, type RuleValues } from './scoring-rule-values';
import { showRefusal } from './server-form';
import { useCreateSetting, useUpdateSetting } from './setting-records';
import { useFollowRescore } from './use-follow-rescore';

interface ScoringRuleDialogProps {
  category: RuleCategory;
  rule: RecordRow | null;
  /** Where a new one stands. */
  position: number;
  onClose: () => void;
}

export function ScoringRuleDialog({ category, rule, position, onClose }: ScoringRuleDialogProps) {
  const t = useT();
  const leads = useKind('lead');
  const create = useCreateSetting('scoring_rules');
  const update = useUpdateSetting('scoring_rules');
  const follow = useFollowRescore();
  const [condition, setCondition] = useState(() => readFilter(rule?.['condition']) ?? EMPTY_FILTER);
  const form = useForm<RuleValues>({
    resolver: standardSchemaResolver(schemaIn(t)),
    defaultValues: valuesOf(rule),
  });
  const { errors, isSubmitting } = form.formState;

  const save = form.handleSubmit(async (values) => {
    if (category === 'fit' && simplify(condition) === null) {
      form.setError('condition', { message: t('score.rules.condition_needed') });
      return;
    }
    const body = bodyOf(category, values, condition);
    try {
      if (rule) await update.mutateAsync({ record: rule, body });
      else await create.mutateAsync({ ...body, position });
      follow();
      onClose();
    } catch (error) {
      showRefusal(error, form);
    }
  });

  return (
    <FormDialog
      open
      size="lg"
      onClose={onClose}
      title={t(rule ? 'score.rules.edit' : 'score.rules.new')}
      description={t(`score.rules.${category}`)}
      submitLabel={t(rule ? 'common.save' : 'settings.add')}
      busy={isSubmitting}
      onSubmit={(event) => void save(event)}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_140px] gap-4 max-sm:grid-cols-1">
        <FormField
          label={t('settings.name')}
          hint={t('score.rules.name_hint')}
          required
          error={errors.name?.message}
        >
          {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
        </FormField>
        <FormField
          label={t('score.rules.points_label')}
          hint={t('score.rules.points_hint')}
          required
          error={errors.points?.message}
        >
          {(control) => <Input {...control} {...form.register('points')} autoComplete="off" />}
        </FormField>
      </div>
      {category === 'fit' && leads && (
        <RuleCondition
          kind={leads}
          condition={condition}
          onChange={(next) => {
            form.clearErrors('condition');
            setCondition(next);
          }}
          error={errors.condition?.message}
        />
      )}
      {category === 'engagement' && (
        <FormProvider {...form}>
          <EngagementFields />
        </FormProvider>
      )}
    </FormDialog>
  );
}
