import type { Candidate, ConversionProposal } from '@/api/conversion';
import type { Translate } from '@/i18n/t';
import { NEW, NONE, OTHER, type ConvertDraft, type PartyDraft } from './draft';

/** What will be made, used and moved, in plain sentences. */
export function summaryOf(
  draft: ConvertDraft,
  proposal: ConversionProposal,
  t: Translate,
  listOf: (parts: readonly string[]) => string,
): string {
  const made: string[] = [];
  const used: string[] = [];
  const tell = (part: 'company' | 'contact', party: PartyDraft, known: readonly Candidate[]) => {
    if (party.choice === NEW) made.push(t(`convert.part.${part}`, { name: nameOf(part, party) }));
    const found = titleOf(party, known);
    if (found !== null) used.push(t(`convert.part.${part}`, { name: found }));
  };
  tell('company', draft.company, proposal.companies);
  tell('contact', draft.contact, proposal.contacts);
  if (draft.deal.on) made.push(t('convert.part.deal', { name: words(draft.deal.values['name']) }));

  const tasks = proposal.open_tasks;
  const moved = [
    proposal.files > 0 && t('convert.count.files', { count: proposal.files }),
    proposal.notes > 0 && t('convert.count.notes', { count: proposal.notes }),
    proposal.interactions > 0 && t('convert.count.interactions', { count: proposal.interactions }),
    tasks > 0 && draft.tasks === 'move' && t('convert.count.tasks', { count: tasks }),
  ].filter((part) => part !== false);
  return [
    made.length > 0 && t('convert.creates', { list: listOf(made) }),
    used.length > 0 && t('convert.uses', { list: listOf(used) }),
    moved.length > 0 &&
      t(draft.deal.on ? 'convert.moves_to_deal' : 'convert.moves_to_contact', { list: listOf(moved) }),
    tasks > 0 && draft.tasks === 'complete' && t('convert.completes', { count: tasks }),
    tasks > 0 && draft.tasks === 'leave' && t('convert.leaves', { count: tasks }),
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

function titleOf({ choice, other }: PartyDraft, known: readonly Candidate[]): string | null {
  if (choice === NEW || choice === NONE) return null;
  if (choice === OTHER) return other?.title ?? null;
  return known.find(({ id }) => id === choice)?.title ?? null;
}

function nameOf(part: 'company' | 'contact', { values }: PartyDraft): string {
  if (part === 'company') return words(values['name']);
  const name = `${words(values['first_name'])} ${words(values['last_name'])}`.trim();
  return name || words(values['email']);
}

function words(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
