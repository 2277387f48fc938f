import type { FieldOption } from '@/api/types';
import { colorNames } from '@/lib/hue';

/** A choice while it is edited. The key only tells rows apart; a value is made once and never changed. */
export interface OptionDraft {
  key: string;
  /** Empty until it is stored. */
  value: string;
  label: string;
  color: string;
}

export type OptionProblem = 'required' | 'already_used';

export function draftsOf(options: readonly FieldOption[]): OptionDraft[] {
  return options.map(({ value, label, color }) => ({ key: value, value, label, color: color ?? 'gray' }));
}

/** Adds an empty choice in the first colour that none has yet. */
export function addDraft(drafts: readonly OptionDraft[], key: string): OptionDraft[] {
  const used = new Set(drafts.map((draft) => draft.color));
  const color = colorNames.find((name) => name !== 'gray' && !used.has(name)) ?? 'gray';
  return [...drafts, { key, value: '', label: '', color }];
}

export function changeDraft(
  drafts: readonly OptionDraft[],
  key: string,
  change: Partial<Pick<OptionDraft, 'label' | 'color'>>,
): OptionDraft[] {
  return drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft));
}

/** What to store. New choices get a value from their label that no other has. */
export function optionsOf(drafts: readonly OptionDraft[]): FieldOption[] {
  const taken = new Set(drafts.map((draft) => draft.value).filter(Boolean));
  return drafts.map(({ value, label, color }) => {
    const name = label.trim();
    if (value) return { value, label: name, color };
    const made = freeValue(slugOf(name), taken);
    taken.add(made);
    return { value: made, label: name, color };
  });
}

/** By key, what is wrong with a choice. */
export function problemsOf(drafts: readonly OptionDraft[]): Map<string, OptionProblem> {
  const problems = new Map<string, OptionProblem>();
  const seen = new Set<string>();
  for (const { key, label } of drafts) {
    const name = label.trim().toLocaleLowerCase();
    if (name === '') problems.set(key, 'required');
    else if (seen.has(name)) problems.set(key, 'already_used');
    seen.add(name);
  }
  return problems;
}

/** A key as the server wants it: letters, digits and underscores. Other scripts keep nothing, so they get a number. */
export function slugOf(label: string): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);
  return plain || 'option';
}

function freeValue(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}
