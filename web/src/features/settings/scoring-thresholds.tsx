import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { z } from 'zod/mini';
import { api } from '@/api/client';
import { useT, type Translate } from '@/i18n/t';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { Skeleton } from '@/ui/skeleton';
import { readWhole } from './scoring-rule-values';
import { showRefusal } from './server-form';
import { SettingError } from './setting-error';
import { SettingSection } from './setting-section';
import { useFollowRescore } from './use-follow-rescore';
import { workspaceQuery, type Workspace } from './workspace-query';

const threshold = (t: Translate) =>
  z.string().check(
    z.refine(
      (text) => {
        const number = readWhole(text);
        return number !== null && number >= 0 && number <= 100;
      },
      t('settings.between', { from: 0, to: 100 }),
    ),
  );

const schemaIn = (t: Translate) => z.object({ hot_above: threshold(t), warm_from: threshold(t) });

type Values = z.infer<ReturnType<typeof schemaIn>>;

/** Where hot and warm begin. */
export function ScoringThresholds({ editable }: { editable: boolean }) {
  const t = useT();
  const { data, error, refetch } = useQuery(workspaceQuery);
  return (
    <SettingSection title={t('score.thresholds')} lede={t('score.thresholds.lede')}>
      {data ? (
        <ThresholdForm workspace={data} editable={editable} />
      ) : error ? (
        <SettingError error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-14 max-w-96" />
      )}
    </SettingSection>
  );
}

function ThresholdForm({ workspace, editable }: { workspace: Workspace; editable: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const follow = useFollowRescore();
  const form = useForm<Values>({
    resolver: standardSchemaResolver(schemaIn(t)),
    values: { hot_above: String(workspace.hot_above ?? 70), warm_from: String(workspace.warm_from ?? 40) },
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  const save = form.handleSubmit(async (values) => {
    if (Number(values.warm_from) > Number(values.hot_above)) {
      form.setError('warm_from', { message: t('score.thresholds.order') }, { shouldFocus: true });
      return;
    }
    try {
      const body = { hot_above: readWhole(values.hot_above), warm_from: readWhole(values.warm_from) };
      client.setQueryData(workspaceQuery.queryKey, await api.patch<Workspace>('/workspace', { body }));
      follow();
      toast.success(t('settings.saved'));
    } catch (error) {
      showRefusal(error, form);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <fieldset
        disabled={!editable}
        className="grid max-w-[420px] grid-cols-2 items-start gap-4 max-sm:grid-cols-1"
      >
        <FormField label={t('score.thresholds.hot')} error={errors.hot_above?.message}>
          {(control) => (
            <Input {...control} {...form.register('hot_above')} inputMode="numeric" autoComplete="off" />
          )}
        </FormField>
        <FormField label={t('score.thresholds.warm')} error={errors.warm_from?.message}>
          {(control) => (
            <Input {...control} {...form.register('warm_from')} inputMode="numeric" autoComplete="off" />
          )}
        </FormField>
      </fieldset>
      {editable && isDirty && (
        <div className="mt-4 flex gap-2">
          <Button type="submit" variant="primary" loading={isSubmitting}>
            {t('common.save')}
          </Button>
          <Button onClick={() => form.reset()}>{t('settings.discard')}</Button>
        </div>
      )}
    </form>
  );
}
