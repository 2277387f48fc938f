import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { findKind, useBootstrap } from '@/api/bootstrap';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Job } from '@/api/jobs';
import { isProblem } from '@/api/problem-error';
import type { Bootstrap, FieldOption } from '@/api/types';
import { failureText } from '@/records/mutations/failure-text';
import { useFollowJob } from '@/records/mutations/use-bulk-action';

const STAGE = 'stage';

/** The stages of leads as the workspace keeps them, in order, and their changes: shown before they are saved. */
export function useLeadStages() {
  const client = useQueryClient();
  const bootstrap = useBootstrap();
  const leads = findKind(bootstrap, 'lead');
  const follow = useFollowJob(leads);
  const stages = leads?.fields.find(({ key }) => key === STAGE)?.options ?? [];

  const show = (options: FieldOption[]) =>
    client.setQueryData<Bootstrap>(keys.bootstrap, (data) => data && withStages(data, options));
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.bootstrap }),
      client.invalidateQueries({ queryKey: keys.workspace }),
    ]);

  /** Answers whether it was refused because leads are in a stage that would go. */
  const save = async (next: readonly FieldOption[]): Promise<'saved' | 'occupied' | 'failed'> => {
    const before = stages;
    show([...next]);
    try {
      await api.patch('/workspace', { body: { lead_stages: next } });
      await refresh();
      return 'saved';
    } catch (error) {
      show(before);
      if (isProblem(error, 'conflict')) return 'occupied';
      toast.error(failureText(error));
      return 'failed';
    }
  };

  /** Moves the leads of a stage to another one, as a job that tells of its progress; then the stage goes. */
  const replace = async (from: string, to: string) => {
    await follow(() => api.post<Job>('/workspace/lead_stages/replace', { body: { from, to } }));
    await refresh();
  };

  return { stages, save, replace };
}

function withStages(data: Bootstrap, options: FieldOption[]): Bootstrap {
  return {
    ...data,
    kinds: data.kinds.map((kind) =>
      kind.key === 'lead'
        ? {
            ...kind,
            fields: kind.fields.map((field) => (field.key === STAGE ? { ...field, options } : field)),
          }
        : kind,
    ),
  };
}
