import type { Candidate, ConversionBody, ConversionProposal, OpenTasks } from '@/api/conversion';
import type { KindMeta, PipelineMeta, Titled } from '@/api/types';

export type Values = Readonly<Record<string, unknown>>;

/** A candidate by its id, or one of these. */
export const OTHER = 'other';
export const NEW = 'new';
export const NONE = 'none';

/** What a lead's company or contact is to be. What was entered for one choice waits while another is looked at. */
export interface PartyDraft {
  choice: string;
  other: Titled | null;
  values: Values;
}

export interface ConvertDraft {
  company: PartyDraft;
  contact: PartyDraft;
  deal: { on: boolean; values: Values };
  tasks: OpenTasks;
}

/** The kinds a lead can become, as far as the person may see them. */
export interface Kinds {
  company: KindMeta | undefined;
  contact: KindMeta | undefined;
  deal: KindMeta | undefined;
}

/** Which records the person may make, and so which the dialog offers to make. */
export interface MayMake {
  company: boolean;
  contact: boolean;
  deal: boolean;
}

/** What the dialog starts with: who is here already goes before somebody new. */
export function startDraft(
  proposal: ConversionProposal,
  may: MayMake,
  pipelines: readonly PipelineMeta[],
): ConvertDraft {
  const { companies, contacts, company, contact, deal } = proposal;
  const pipeline = pipelines.find(({ is_default }) => is_default) ?? pipelines[0];
  const newCompany = may.company && company.name ? NEW : NONE;
  return {
    company: {
      choice: companies[0]?.id ?? newCompany,
      other: null,
      values: { name: company.name, domain: company.domain },
    },
    contact: {
      choice: samePerson(contacts)?.id ?? (may.contact ? NEW : (contacts[0]?.id ?? OTHER)),
      other: null,
      values: pick(contact, ['first_name', 'last_name', 'email', 'phone', 'job_title']),
    },
    deal: {
      on: may.deal,
      values: {
        name: deal.name,
        amount: null,
        expected_close_on: null,
        pipeline_id: pipeline?.id ?? null,
        stage_id: firstStage(pipeline),
      },
    },
    tasks: 'move',
  };
}

/** Without the fields that the person may not write: nobody sees them, so nothing is sent for them. */
export function onlyWritable(draft: ConvertDraft, kinds: Kinds): ConvertDraft {
  const { company, contact, deal } = draft;
  return {
    ...draft,
    company: { ...company, values: writable(company.values, kinds.company) },
    contact: { ...contact, values: writable(contact.values, kinds.contact) },
    deal: { ...deal, values: writable(deal.values, kinds.deal) },
  };
}

function writable(values: Values, kind: KindMeta | undefined): Values {
  const keys = new Set(kind?.fields.flatMap(({ key, access }) => (access === 'write' ? key : [])));
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key)));
}

/** Many bear the same name; an address or a number is one person's. */
function samePerson(contacts: readonly Candidate[]): Candidate | undefined {
  return contacts.find(({ reason }) => reason !== 'name');
}

/** Where a deal begins. */
export function firstStage(pipeline: PipelineMeta | undefined): string | null {
  return pipeline?.stages.find(({ kind }) => kind === 'open')?.id ?? null;
}

/** What is asked of the server. A new record's emptied field is sent as empty, or the lead would fill it. */
export function toBody({ company, contact, deal, tasks }: ConvertDraft): ConversionBody {
  return {
    ...(company.choice === NEW && { company: emptied(company.values) }),
    ...idOf(company, 'company_id'),
    ...(contact.choice === NEW && { contact: emptied(contact.values) }),
    ...idOf(contact, 'contact_id'),
    ...(deal.on && { deal: filled(deal.values) }),
    tasks,
  };
}

function idOf({ choice, other }: PartyDraft, key: 'company_id' | 'contact_id') {
  if (choice === NEW || choice === NONE) return {};
  if (choice !== OTHER) return { [key]: choice };
  return other ? { [key]: other.id } : {};
}

const isBlank = (value: unknown) => value === null || value === undefined || value === '';

function emptied(values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, isBlank(value) ? null : value]),
  );
}

function filled(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));
}

function pick(source: Values, keys: readonly string[]): Values {
  return Object.fromEntries(keys.map((key) => [key, source[key] ?? null]));
}
