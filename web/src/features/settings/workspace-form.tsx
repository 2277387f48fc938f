import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useQueryClient } from '@tanstack/react-query';
import { FormProvider, useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { keys } from '@/api/keys';
import { api } from '@/api/client';
import { useT } from '@/i18n/t';
import { useRegional } from '@/lib/regional';
import { SaveBar } from './save-bar';
import { showRefusal } from './server-form';
import { WorkspaceBilling } from './workspace-billing';
import { WorkspaceGeneral } from './workspace-general';
import { bodyOf, schemaIn, valuesOf, type WorkspaceValues } from './workspace-values';
import { workspaceQuery, type Workspace } from './workspace-query';

export function WorkspaceForm({ workspace, locked }: { workspace: Workspace; locked: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<WorkspaceValues>({
    resolver: standardSchemaResolver(schemaIn(t)),
    values: valuesOf(workspace),
  });

  const save = form.handleSubmit(async (values) => {
    try {
      const saved = await api.patch<Workspace>('/workspace', {
        body: bodyOf(values),
        ifMatch: workspace.version,
      });
      client.setQueryData(workspaceQuery.queryKey, saved);
      form.reset(valuesOf(saved));
      useRegional.setState({ currency: saved.currency });
      await client.invalidateQueries({ queryKey: keys.bootstrap });
      toast.success(t('settings.saved'));
    } catch (error) {
      showRefusal(error, form);
    }
  });

  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void save(event)}>
        <fieldset disabled={locked} className="min-w-0">
          <WorkspaceGeneral locked={locked} />
          <WorkspaceBilling locked={locked} />
        </fieldset>
        <SaveBar
          dirty={form.formState.isDirty}
          saving={form.formState.isSubmitting}
          onReset={() => form.reset()}
        />
      </form>
    </FormProvider>
  );
}
