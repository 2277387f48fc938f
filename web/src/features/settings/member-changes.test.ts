import { expect, it } from 'vitest';
import type { RecordRow } from '@/api/types';
import { memberChanges } from './member-changes';

const user = (id: string, team_ids: unknown) => ({ id, team_ids }) as unknown as RecordRow;

it('touches only the people whose membership changes', () => {
  const users = [user('ana', ['north', 'south']), user('ben', ['north']), user('cem', []), user('dia', null)];
  const changes = memberChanges(users, 'north', ['ana', 'dia']);
  expect(changes.map(({ user, team_ids }) => [user.id, team_ids])).toEqual([
    ['ben', []],
    ['dia', ['north']],
  ]);
});
