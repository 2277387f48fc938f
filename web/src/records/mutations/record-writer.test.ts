import { QueryClient } from '@tanstack/react-query';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keys } from '@/api/keys';
import type { RecordRow } from '@/api/types';
import { sampleField, sampleKind } from '@/testing/sample';
import type { Conflict } from './conflict-store';
import type { ListData } from './list-data';
import { readCached } from './record-cache';
import { RecordWriter } from './record-writer';
import { openWaitingRoom, type WaitingChange } from './waiting-room';

const kind = sampleKind('lead', 'leads', {
  fields: [sampleField('stage'), sampleField('score', { type: 'integer' }), sampleField('name')],
});
const row: RecordRow = {
  id: 'r1',
  version: 3,
  title: 'Rahul Goyal',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  created_by: null,
  stage: 'new',
  score: 10,
  name: 'Rahul',
};

/** The record as the server holds it; tests change it behind the client's back. */
let stored: RecordRow;
let refuse: Response | null;
const sent: { body: Record<string, unknown>; ifMatch: string | null }[] = [];
const server = setupServer(
  http.post('*/api/v1/leads/r1/move', async ({ request }) => {
    sent.push({
      body: (await request.json()) as Record<string, unknown>,
      ifMatch: request.headers.get('If-Match'),
    });
    return refuse ?? HttpResponse.json(stored);
  }),
  http.patch('*/api/v1/leads/r1', async ({ request }) => {
    const body = (await request.json()) as Record<string, unknown>;
    sent.push({ body, ifMatch: request.headers.get('If-Match') });
    if (refuse) return refuse;
    if (request.headers.get('If-Match') !== `"${stored.version}"`) {
      const changed_by = { id: 'u2', title: 'Leah Okafor' };
      return HttpResponse.json(
        { status: 412, code: 'version_conflict', current: stored, changed_by },
        { status: 412 },
      );
    }
    stored = { ...stored, ...body, version: stored.version + 1 };
    return HttpResponse.json(stored);
  }),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

let client: QueryClient;
const ask = vi.fn<(conflict: Conflict) => Promise<ReadonlySet<string>>>();
let writer: RecordWriter;
const inList = () => client.getQueryData<ListData>(keys.list('leads', {}))?.pages[0]?.data[0];
const opened = () => readCached(client, 'leads', 'r1');

beforeEach(() => {
  stored = row;
  refuse = null;
  client = new QueryClient();
  client.setQueryData(keys.one('leads', 'r1'), row);
  const page = { data: [row], page: { next: null, previous: null } };
  client.setQueryData<ListData>(keys.list('leads', {}), { pages: [page], pageParams: [{ index: 0 }] });
  ask.mockReset();
  writer = new RecordWriter(client, ask);
});
afterEach(() => {
  sent.length = 0;
});

describe('a change', () => {
  it('is seen at once, wherever the record is shown, and then is what the server saved', async () => {
    const writing = writer.write(kind, { id: 'r1', values: { stage: 'won' } });
    expect([opened()?.['stage'], inList()?.['stage'], opened()?.version]).toEqual(['won', 'won', 3]);
    const { before } = await writing;
    expect(sent).toEqual([{ body: { stage: 'won' }, ifMatch: '"3"' }]);
    expect([opened()?.version, inList()?.version]).toEqual([4, 4]);
    expect(before.values).toEqual({ stage: 'new' });
  });

  it('puts back its own field alone when it fails', async () => {
    refuse = HttpResponse.json({ status: 422, code: 'validation_failed' }, { status: 422 });
    const failing = writer.write(kind, { id: 'r1', values: { stage: 'won' } });
    client.setQueryData<RecordRow>(keys.one('leads', 'r1'), (known) => known && { ...known, score: 99 });
    await expect(failing).rejects.toMatchObject({ code: 'validation_failed' });
    expect([opened()?.['stage'], opened()?.['score'], inList()?.['stage']]).toEqual(['new', 99, 'new']);
  });

  it('shows what follows from it, sends its values alone and by its own way, and puts both back', async () => {
    refuse = HttpResponse.json({ status: 409, code: 'conflict' }, { status: 409 });
    const via = { verb: 'move', places: [{ after_id: 'r2' }, {}] } as const;
    const change = { id: 'r1', values: { stage: 'won' }, follows: { score: 100 }, via };
    const failing = writer.write(kind, change);
    expect(inList()).toMatchObject({ stage: 'won', score: 100 });
    await expect(failing).rejects.toMatchObject({ code: 'conflict' });
    expect(sent).toEqual([{ body: { stage: 'won', after_id: 'r2' }, ifMatch: '"3"' }]);
    expect(inList()).toMatchObject({ stage: 'new', score: 10 });
  });

  it('waits for the one before it, and takes over its version', async () => {
    await Promise.all([
      writer.write(kind, { id: 'r1', values: { stage: 'contacted' } }),
      writer.write(kind, { id: 'r1', values: { score: 50 } }),
    ]);
    expect(sent.map(({ ifMatch }) => ifMatch)).toEqual(['"3"', '"4"']);
    expect(ask).not.toHaveBeenCalled();
    expect(stored).toMatchObject({ stage: 'contacted', score: 50, version: 5 });
  });

  it('stays on the screen while an earlier answer comes in', async () => {
    const first = writer.write(kind, { id: 'r1', values: { stage: 'contacted' } });
    const second = writer.write(kind, { id: 'r1', values: { score: 50 } });
    await first;
    expect(opened()?.['score']).toBe(50);
    await second;
  });
});

describe('a conflict', () => {
  it('merges silently when different fields were changed', async () => {
    stored = { ...row, name: 'Rahul G.', version: 4 };
    await writer.write(kind, { id: 'r1', values: { stage: 'won' } });
    expect(ask).not.toHaveBeenCalled();
    expect(opened()).toMatchObject({ stage: 'won', name: 'Rahul G.', version: 5 });
  });

  it('says nothing when both made the same change', async () => {
    stored = { ...row, stage: 'won', version: 4 };
    await writer.write(kind, { id: 'r1', values: { stage: 'won' } });
    expect(ask).not.toHaveBeenCalled();
  });

  it('asks about the same field, and sends mine with their version', async () => {
    stored = { ...row, stage: 'lost', version: 7 };
    ask.mockResolvedValue(new Set(['stage']));
    await writer.write(kind, { id: 'r1', values: { stage: 'won' } });
    expect(ask.mock.lastCall?.[0]).toMatchObject({
      mine: { stage: 'won' },
      changedBy: { title: 'Leah Okafor' },
    });
    expect(sent.at(-1)).toEqual({ body: { stage: 'won' }, ifMatch: '"7"' });
    expect(opened()).toMatchObject({ stage: 'won', version: 8 });
  });

  it('asks, too, when theirs came onto the screen while mine was typed', async () => {
    stored = { ...row, stage: 'lost', version: 4 };
    writer.accept('leads', stored);
    ask.mockResolvedValue(new Set(['stage']));
    await writer.write(kind, { id: 'r1', values: { stage: 'won' }, from: { stage: 'new' } });
    expect(ask.mock.lastCall?.[0]).toMatchObject({
      mine: { stage: 'won' },
      changedBy: { title: 'Leah Okafor' },
    });
    expect(opened()).toMatchObject({ stage: 'won', version: 5 });
  });

  it('keeps theirs field by field, and sends the rest', async () => {
    stored = { ...row, stage: 'lost', version: 4 };
    ask.mockResolvedValue(new Set());
    await writer.write(kind, { id: 'r1', values: { stage: 'won', score: 80 } });
    expect(sent.at(-1)?.body).toEqual({ score: 80 });
    expect(opened()).toMatchObject({ stage: 'lost', score: 80, version: 5 });
  });

  it('sends nothing more when nothing of mine is left', async () => {
    stored = { ...row, stage: 'lost', version: 4 };
    ask.mockResolvedValue(new Set());
    await writer.write(kind, { id: 'r1', values: { stage: 'won' } });
    expect(sent).toHaveLength(1);
    expect([opened()?.['stage'], opened()?.version]).toEqual(['lost', 4]);
  });
});

describe('without a network', () => {
  const waits: WaitingChange[] = [];
  beforeEach(() => {
    waits.length = 0;
    openWaitingRoom({
      holds: (_, id) => waits.some(({ change }) => change.id === id),
      add: (item) => {
        if (item.type === 'change') waits.push({ ...item, user: 'u1', at: waits.length });
        return Promise.resolve();
      },
    });
  });
  afterEach(() => openWaitingRoom(null));

  it('keeps a change on the screen, the next behind it, and sends both in turn', async () => {
    refuse = HttpResponse.error();
    await writer.write(kind, { id: 'r1', values: { stage: 'won' } });
    refuse = null;
    await writer.write(kind, { id: 'r1', values: { score: 80 } });
    expect(sent).toHaveLength(1);
    // What is read meanwhile does not know of them.
    client.setQueryData(keys.one('leads', 'r1'), row);
    writer.coverRows('leads');
    expect(opened()).toMatchObject({ stage: 'won', score: 80, version: 3 });
    for (const item of waits.splice(0)) await writer.sendWaiting(kind, item);
    expect(stored).toMatchObject({ stage: 'won', score: 80 });
    expect(opened()).toMatchObject({ stage: 'won', score: 80, version: 5 });
    expect(ask).not.toHaveBeenCalled();
  });

  it('asks about what somebody else did since, also when that is shown by now', async () => {
    refuse = HttpResponse.error();
    await writer.write(kind, { id: 'r1', values: { stage: 'won' } });
    refuse = null;
    stored = { ...row, stage: 'lost', version: 4 };
    writer.accept('leads', stored);
    ask.mockResolvedValue(new Set());
    for (const item of waits.splice(0)) await writer.sendWaiting(kind, item);
    expect(ask.mock.lastCall?.[0]).toMatchObject({ mine: { stage: 'won' } });
    expect(opened()).toMatchObject({ stage: 'lost', version: 4 });
  });

  it('goes on waiting, and showing, while the server is only busy', async () => {
    refuse = HttpResponse.error();
    await writer.write(kind, { id: 'r1', values: { stage: 'won' } });
    refuse = HttpResponse.json({ status: 503, code: 'unavailable' }, { status: 503 });
    const [item] = waits;
    if (!item) throw new Error('Nothing waits.');
    await expect(writer.sendWaiting(kind, item)).rejects.toThrow();
    expect(opened()).toMatchObject({ stage: 'won' });
    refuse = null;
    await writer.sendWaiting(kind, item);
    expect(stored).toMatchObject({ stage: 'won' });
  });

  it('puts back what the server does not take', async () => {
    refuse = HttpResponse.error();
    await writer.write(kind, { id: 'r1', values: { stage: 'won' } });
    refuse = HttpResponse.json({ status: 422, code: 'validation_failed' }, { status: 422 });
    const [item] = waits.splice(0);
    if (!item) throw new Error('Nothing waits.');
    await expect(writer.sendWaiting(kind, item)).rejects.toThrow();
    expect(opened()).toMatchObject({ stage: 'new' });
  });
});
