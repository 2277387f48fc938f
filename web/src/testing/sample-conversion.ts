import type { ConversionProposal } from '@/api/conversion';
import type { PipelineMeta, RecordRow } from '@/api/types';
import { sampleField, sampleKind } from './sample';
import { sampleStages } from './sample-board';

/** A lead, what may be made of it, and the kinds it becomes, for the tests of conversion. */
export const sampleLead: RecordRow = {
  id: 'lead-1',
  version: 3,
  title: 'Priya Menon',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  created_by: 'u1',
  owner_id: 'u1',
  status: 'open',
};

export function sampleProposal(rest: Partial<ConversionProposal> = {}): ConversionProposal {
  return {
    companies: [{ id: 'finedge', title: 'FinEdge Ltd', reason: 'domain' }],
    contacts: [],
    company: { name: 'FinEdge', domain: 'finedge.co' },
    contact: {
      first_name: 'Priya',
      last_name: 'Menon',
      email: 'priya@finedge.co',
      phone: null,
      source: 'event',
    },
    deal: { name: 'FinEdge' },
    open_tasks: 2,
    notes: 1,
    files: 0,
    interactions: 0,
    ...rest,
  };
}

export const samplePipelines: PipelineMeta[] = [
  { id: 'partners', title: 'Partners', is_default: false, stages: [...sampleStages] },
  { id: 'sales', title: 'Sales', is_default: true, stages: [...sampleStages] },
];

const reference = (key: string, target: string) => sampleField(key, { type: 'reference', target });

export const conversionKinds = [
  sampleKind('lead', 'leads', {
    label: 'Lead',
    fields: [
      sampleField('status', { type: 'select', read_only: true }),
      reference('converted_company_id', 'company'),
      reference('converted_contact_id', 'contact'),
      reference('deal_id', 'deal'),
    ],
  }),
  sampleKind('company', 'companies', {
    label: 'Company',
    fields: [
      sampleField('name', { label: 'Name', required: true }),
      sampleField('domain', { label: 'Domain' }),
    ],
  }),
  sampleKind('contact', 'contacts', {
    label: 'Contact',
    fields: [
      sampleField('first_name', { label: 'First name' }),
      sampleField('last_name', { label: 'Last name' }),
      sampleField('email', { label: 'Email', type: 'email' }),
      sampleField('phone', { label: 'Phone', type: 'phone' }),
      sampleField('job_title', { label: 'Job title' }),
    ],
  }),
  sampleKind('deal', 'deals', {
    label: 'Deal',
    fields: [
      sampleField('name', { label: 'Name', required: true }),
      sampleField('amount', { label: 'Amount', type: 'money' }),
      sampleField('expected_close_on', { label: 'Expected close', type: 'date' }),
      reference('pipeline_id', 'pipeline'),
      reference('stage_id', 'stage'),
    ],
  }),
];
