import { fieldLabel, kindLabel } from '@/i18n/labels';
import type { RelatedSet } from './related-kinds';

/** "Deals"; where one kind points here by several fields, the field says which: "Companies, Parent company". */
export function relatedLabel(set: RelatedSet, sets: readonly RelatedSet[]): string {
  const name = kindLabel(set.kind);
  const twins = sets.filter((other) => other.kind.key === set.kind.key).length;
  return twins > 1 ? `${name}, ${fieldLabel(set.kind, set.field)}` : name;
}
