import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Address, RecordRow } from '@/api/types';

export interface Workspace extends RecordRow {
  name: string;
  currency: string;
  time_zone: string;
  country: string | null;
  locale: string;
  fiscal_year_start: number;
  logo: string | null;
  address: Address | null;
  tax_number: string | null;
  open_registration: boolean;
  sample_data: boolean;
  hot_above: number | null;
  warm_from: number | null;
}

export const workspaceQuery = queryOptions({
  queryKey: keys.workspace,
  queryFn: ({ signal }) => api.get<Workspace>('/workspace', { signal }),
});
