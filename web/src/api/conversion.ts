import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { RecordRow, Titled } from './types';

/** A record that may be the same as what a lead is about, and what speaks for it. */
export interface Candidate extends Titled {
  reason: 'linked' | 'email' | 'phone' | 'domain' | 'name';
}

/** What the conversion of a lead starts with. Candidates come best first. */
export interface ConversionProposal {
  companies: Candidate[];
  contacts: Candidate[];
  company: { name: string | null; domain: string | null };
  contact: Record<string, unknown>;
  deal: { name: string };
  open_tasks: number;
  notes: number;
  files: number;
  interactions: number;
}

export type OpenTasks = 'move' | 'complete' | 'leave';
type Fields = Record<string, unknown>;

export interface ConversionBody {
  company_id?: string;
  company?: Fields;
  contact_id?: string;
  contact?: Fields;
  deal?: Fields;
  tasks: OpenTasks;
}

export interface Converted {
  lead: RecordRow;
  contact_id: string;
  company_id: string | null;
  deal_id: string | null;
}

export function conversionQuery(lead: string) {
  return queryOptions({
    queryKey: ['leads', 'conversion', lead] as const,
    queryFn: ({ signal }) => api.get<ConversionProposal>(`/leads/${lead}/conversion`, { signal }),
    // Who is here already may have changed since the dialog was open the last time.
    staleTime: 0,
    gcTime: 0,
  });
}

/** The same key for the same request, so that a lost answer does not convert twice. */
export function convertLead(lead: string, body: ConversionBody, key: string): Promise<Converted> {
  return api.post<Converted>(`/leads/${lead}/convert`, { body, idempotencyKey: key });
}

export function unconvertLead(lead: string): Promise<RecordRow> {
  return api.post<RecordRow>(`/leads/${lead}/unconvert`);
}
