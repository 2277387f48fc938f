import type { FieldMeta } from '@/api/types';

export interface ChecklistItem {
  text: string;
  done: boolean;
}

/** Fields that the server describes as JSON and keeps as a list of things to tick. */
const CHECKLISTS = new Set(['checklist', 'compliance_checklist']);

export function isChecklist({ type, key, custom }: Pick<FieldMeta, 'type'> & Partial<FieldMeta>): boolean {
  return type === 'json' && !custom && key !== undefined && CHECKLISTS.has(key);
}

/** The items of a stored value; what is none is left out. */
export function readChecklist(value: unknown): ChecklistItem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('text' in item)) return [];
    if (typeof item.text !== 'string') return [];
    return [{ text: item.text, done: 'done' in item && item.done === true }];
  });
}

export function countDone(items: readonly ChecklistItem[]): { done: number; total: number } {
  return { done: items.filter((item) => item.done).length, total: items.length };
}

/** An item without words is none, and a list without items is empty. */
export function storedChecklist(items: readonly ChecklistItem[]): ChecklistItem[] | null {
  const kept = items.map(({ text, done }) => ({ text: text.trim(), done })).filter(({ text }) => text !== '');
  return kept.length === 0 ? null : kept;
}
