import type { Me, RecordRow } from '@/api/types';

export type Visibility = 'personal' | 'team' | 'everyone';

/** A saved view, as the record kind `view` stores it. */
export interface SavedView {
  id: string;
  version: number;
  name: string;
  visibility: Visibility;
  locked: boolean;
  position: number;
  ownerId: string | null;
  state: unknown;
}

export function readView(row: RecordRow): SavedView {
  const { visibility, owner_id: owner, position } = row;
  return {
    id: row.id,
    version: row.version,
    name: typeof row['name'] === 'string' ? row['name'] : row.title,
    visibility: visibility === 'team' || visibility === 'everyone' ? visibility : 'personal',
    locked: row['locked'] === true,
    position: typeof position === 'number' ? position : 0,
    ownerId: typeof owner === 'string' ? owner : null,
    state: row['state'],
  };
}

/** Whether a view belongs among the tabs of this person. */
export function isOffered(view: SavedView, me: Pick<Me, 'id' | 'team_user_ids'>): boolean {
  if (view.ownerId === me.id || view.visibility === 'everyone') return true;
  return view.visibility === 'team' && view.ownerId !== null && me.team_user_ids.includes(view.ownerId);
}

/** Whether this person may save over it: a locked view only its owner changes. */
export function mayChangeView(view: SavedView, me: Pick<Me, 'id'>): boolean {
  return view.ownerId === me.id || !view.locked;
}
