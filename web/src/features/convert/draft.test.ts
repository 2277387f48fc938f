import { describe, expect, it } from 'vitest';
import { conversionKinds, samplePipelines, sampleProposal } from '@/testing/sample-conversion';
import { checkDraft, namesIn } from './check';
import { NEW, NONE, onlyWritable, OTHER, startDraft, toBody, type Kinds } from './draft';

const all = { company: true, contact: true, deal: true };
const start = (rest = {}, may = all) => startDraft(sampleProposal(rest), may, samplePipelines);
const kinds: Kinds = {
  company: conversionKinds[1],
  contact: conversionKinds[2],
  deal: conversionKinds[3],
};

describe('startDraft', () => {
  it('takes who is here already before somebody new, and the first stage of the usual pipeline', () => {
    const draft = start();
    expect(draft.company.choice).toBe('finedge');
    expect(draft.contact.choice).toBe(NEW);
    expect(draft.deal.values).toMatchObject({ name: 'FinEdge', pipeline_id: 'sales', stage_id: 'new' });
  });

  it('takes nobody for the same person because of a name', () => {
    const named = { id: 'namesake', title: 'Priya Menon', reason: 'name' };
    const mailed = { id: 'priya', title: 'P. Menon', reason: 'email' };
    expect(start({ contacts: [named] }).contact.choice).toBe(NEW);
    expect(start({ contacts: [named, mailed] }).contact.choice).toBe('priya');
  });

  it('makes nothing that the person may not make, and no company without a name', () => {
    const none = { company: false, contact: false, deal: false };
    const draft = start({ companies: [] }, none);
    expect([draft.company.choice, draft.contact.choice, draft.deal.on]).toEqual([NONE, OTHER, false]);
    expect(start({ companies: [], company: { name: null, domain: null } }).company.choice).toBe(NONE);
  });
});

describe('toBody', () => {
  it('names who is here, and sends what was emptied as empty', () => {
    const draft = start();
    const contact = { ...draft.contact, values: { ...draft.contact.values, email: '' } };
    expect(toBody({ ...draft, contact })).toEqual({
      company_id: 'finedge',
      contact: { first_name: 'Priya', last_name: 'Menon', email: null, phone: null, job_title: null },
      deal: { name: 'FinEdge', pipeline_id: 'sales', stage_id: 'new' },
      tasks: 'move',
    });
  });

  it('leaves out what is not wanted', () => {
    const draft = start();
    const other = { id: 'asha', title: 'Asha Verma' };
    expect(
      toBody({
        company: { ...draft.company, choice: NONE },
        contact: { ...draft.contact, choice: OTHER, other },
        deal: { ...draft.deal, on: false },
        tasks: 'leave',
      }),
    ).toEqual({ contact_id: 'asha', tasks: 'leave' });
  });

  it('sends no field that the person may not write', () => {
    const locked = kinds.company && {
      ...kinds.company,
      fields: kinds.company.fields.map((field) =>
        field.key === 'domain' ? { ...field, access: 'read' as const } : field,
      ),
    };
    const draft = onlyWritable(start({ companies: [] }), { ...kinds, company: locked });
    expect(toBody(draft).company).toEqual({ name: 'FinEdge' });
  });
});

describe('checkDraft', () => {
  it('asks for what is needed, by the names of the server', () => {
    const draft = start({ companies: [] });
    const wrong = checkDraft(
      {
        ...draft,
        company: { ...draft.company, values: { name: ' '.trim(), domain: null } },
        contact: { ...draft.contact, choice: OTHER },
        deal: { on: true, values: { ...draft.deal.values, name: null } },
      },
      kinds,
    );
    expect(Object.keys(wrong)).toEqual(['company.name', 'contact_id', 'deal.name']);
    expect(checkDraft(draft, kinds)).toEqual({});
  });

  it('knows what can be complained about', () => {
    const names = namesIn(start());
    expect(names).toContain('company_id');
    expect(names).toContain('contact.email');
    expect(names).toContain('deal.amount');
    expect(names).not.toContain('company.name');
  });
});
