import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventStream, type StreamHandlers } from './events';
import { isStreamOpen } from './stream-state';

/** A line whose other end is the test. */
class FakeSocket extends EventTarget {
  static all: FakeSocket[] = [];
  readonly sent: unknown[] = [];
  constructor(readonly address: URL) {
    super();
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code: 1006 }));
  }
  hear(message: object): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }));
  }
}

const current = (): FakeSocket => {
  const socket = FakeSocket.all.at(-1);
  if (!socket) throw new Error('Nothing was opened.');
  return socket;
};

const handlers = (): StreamHandlers => ({
  onEvent: vi.fn(),
  onPresence: vi.fn(),
  onJob: vi.fn(),
  onReset: vi.fn(),
  onLost: vi.fn(),
  onOpen: vi.fn(),
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the stream of events', () => {
  it('subscribes once it stands, and goes on from what the page was made of', () => {
    const told = handlers();
    const stream = new EventStream(told, '1.7');
    stream.subscribe('all leads', { kind: 'leads' });
    stream.start();
    expect(current().sent).toEqual([]);
    current().hear({ ready: { event_id: '1.9' } });
    expect(current().sent).toEqual([{ subscribe: { id: 'all leads', kind: 'leads' } }, { resume: '1.7' }]);
    current().hear({ event_id: '1.8', kind: 'leads', id: 'a', op: 'update', version: 2, subscriptions: {} });
    expect(told.onEvent).toHaveBeenCalledOnce();
    current().hear({ job: { id: 'j', status: 'running', done: 4 } });
    expect(told.onJob).toHaveBeenCalledWith({ id: 'j', status: 'running', done: 4 });
    expect(isStreamOpen()).toBe(true);
    stream.subscribe('all deals', { kind: 'deals' });
    expect(current().sent.at(-1)).toEqual({ subscribe: { id: 'all deals', kind: 'deals', after: '1.8' } });
    stream.stop();
    expect(isStreamOpen()).toBe(false);
  });

  it('comes back by itself and resumes after the last event', async () => {
    const told = handlers();
    const stream = new EventStream(told, null);
    stream.start();
    stream.view({ kind: 'leads', id: 'a', doing: 'viewing' });
    current().hear({ ready: { event_id: '1.5' } });
    current().hear({ heartbeat: { event_id: '1.6' } });
    current().hear({ heartbeat: { event_id: null } });
    current().close();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(FakeSocket.all).toHaveLength(2);
    current().hear({ ready: { event_id: '1.9' } });
    expect(current().sent).toEqual([
      { viewing: { kind: 'leads', id: 'a', doing: 'viewing' } },
      { resume: '1.6' },
    ]);
    current().hear({ reset: { why: 'too_old', event_id: '2.0' } });
    expect(told.onReset).toHaveBeenCalledOnce();
    stream.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it('says that it is lost when it fails again and again, and notices a dead line', async () => {
    const told = handlers();
    const stream = new EventStream(told, null);
    stream.start();
    current().hear({ ready: { event_id: '1.5' } });
    // Nothing is heard for longer than the server ever keeps quiet.
    await vi.advanceTimersByTimeAsync(51_000);
    expect(FakeSocket.all.length).toBe(2);
    expect(told.onLost).not.toHaveBeenCalledWith(true);
    current().close();
    expect(told.onLost).toHaveBeenLastCalledWith(true);
    await vi.advanceTimersByTimeAsync(2_000);
    current().hear({ ready: { event_id: '1.6' } });
    expect(told.onLost).toHaveBeenLastCalledWith(false);
    stream.stop();
  });
});
