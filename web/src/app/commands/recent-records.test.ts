import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { keys } from '@/api/keys';
import type { Bootstrap } from '@/api/types';
import { recentRecords } from './recent-records';

const bootstrap = { kinds: [{ key: 'lead', plural: 'leads' }] } as unknown as Bootstrap;

it('lists the records opened last, newest first, without those in the trash', () => {
  const client = new QueryClient();
  const open = (id: string, at: number, more = {}) =>
    client.setQueryData(keys.one('leads', id), { id, title: id.toUpperCase(), ...more }, { updatedAt: at });
  open('a', 1);
  open('b', 3);
  open('c', 2, { deleted_at: '2026-11-21T08:00:00Z' });
  client.setQueryData(keys.one('things', 'd'), { id: 'd', title: 'D' });
  client.setQueryData(keys.list('leads', {}), { data: [] });
  expect(recentRecords(client, bootstrap).map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    'lead b',
    'lead a',
  ]);
});
