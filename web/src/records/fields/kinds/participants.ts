import { ParticipantsCell } from '../cells/participants-cell';
import type { FieldKindDef } from '../field-kind';
import { lazyPart } from '../lazy-part';
import { namesOf } from '../participants';
import { json } from './json';

/** Who comes to a meeting. The server keeps it as JSON, and so do copies and imports of it. */
export const participants: FieldKindDef = {
  ...json,
  Cell: ParticipantsCell,
  Editor: lazyPart(async () => (await import('../editors/participants-editor')).ParticipantsEditor),
  format: namesOf,
};
