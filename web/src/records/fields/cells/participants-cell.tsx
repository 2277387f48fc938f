import type { CellProps } from '../../model/field-context';
import { namesOf } from '../participants';

/** Who comes, by name. */
export function ParticipantsCell({ value }: CellProps) {
  const names = namesOf(value);
  return names === '' ? null : <span className="truncate">{names}</span>;
}
