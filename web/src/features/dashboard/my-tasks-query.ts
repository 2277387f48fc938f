import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Page } from '@/api/types';
import { myDatedTasks } from './list-filters';

// Enough for the greeting to count; the list shows the first few.
const query = { filter: JSON.stringify(myDatedTasks), sort: 'due_at', limit: 50 };

export const myTasksQuery = queryOptions({
  queryKey: keys.list('tasks', query),
  queryFn: ({ signal }) => api.get<Page>('/tasks', { query, signal }),
});
