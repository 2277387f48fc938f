import type { RecordRow } from '@/api/types';

/** Ids in a list field of a record. */
export function idsOf(record: RecordRow, field: string): string[] {
  const value = record[field];
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}

export interface MemberChange {
  user: RecordRow;
  team_ids: string[];
}

/** Membership is kept with the people: whose teams change when a team is to have just these members. */
export function memberChanges(
  users: readonly RecordRow[],
  team: string,
  members: readonly string[],
): MemberChange[] {
  return users.flatMap((user) => {
    const teams = idsOf(user, 'team_ids');
    const is = teams.includes(team);
    const shall = members.includes(user.id);
    if (is === shall) return [];
    return [{ user, team_ids: shall ? [...teams, team] : teams.filter((id) => id !== team) }];
  });
}
