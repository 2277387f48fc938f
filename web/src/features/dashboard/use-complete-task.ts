import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import { myTasksQuery } from './my-tasks-query';

/** Ticks a task off, or opens it again. It stays in its place, so that a slip is taken back where it happened. */
export function useCompleteTask() {
  const t = useT();
  const client = useQueryClient();
  const put = (row: RecordRow) =>
    client.setQueryData<Page>(
      myTasksQuery.queryKey,
      (page) => page && { ...page, data: page.data.map((other) => (other.id === row.id ? row : other)) },
    );
  return useMutation({
    mutationFn: ({ task, done }: { task: RecordRow; done: boolean }) =>
      api.patch<RecordRow>(`/tasks/${task.id}`, { body: { status: done ? 'completed' : 'pending' } }),
    onMutate: ({ task, done }) => {
      put({ ...task, status: done ? 'completed' : 'pending' });
      announce(t(done ? 'dashboard.task_done' : 'dashboard.task_open', { task: task.title }));
    },
    onSuccess: async (row) => {
      put(row);
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.dashboard }),
        client.invalidateQueries({ queryKey: keys.activity({}) }),
        client.invalidateQueries({ queryKey: keys.one('tasks', row.id) }),
      ]);
    },
    onError: (_, { task }) => {
      put(task);
      toast.error(t('error.not_saved'));
    },
  });
}
