import { act, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderAt } from '@/testing/render-at';
import { sampleBootstrap } from '@/testing/sample';
import type { KindMeta } from '@/api/types';
import { LiveHost } from './live-host';
import { PresentPeople } from './present-people';

const sockets: FakeSocket[] = [];

class FakeSocket extends EventTarget {
  readonly sent: unknown[] = [];
  constructor() {
    super();
    sockets.push(this);
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

afterEach(() => vi.unstubAllGlobals());

it('tells which record is open, and shows who else is there', async () => {
  vi.stubGlobal('WebSocket', FakeSocket);
  const kind = {
    key: 'lead',
    plural: 'leads',
    group: 'sell',
    fields: [],
    title_fields: [],
  } as unknown as KindMeta;
  const page = () => (
    <>
      <LiveHost />
      <PresentPeople kind={kind} id="a" />
    </>
  );
  await renderAt('/x', { '/x': page }, sampleBootstrap([kind]));
  const [socket] = sockets;
  act(() => socket?.hear({ ready: { event_id: '1.1' } }));
  expect(socket?.sent).toContainEqual({ viewing: { kind: 'leads', id: 'a', doing: 'viewing' } });
  const people = [{ id: 'u9', title: 'Ravi Nair', doing: 'replying' }];
  act(() => socket?.hear({ presence: { kind: 'leads', id: 'a', people } }));
  expect(screen.getByRole('img', { name: 'Ravi Nair is writing' })).toBeInTheDocument();
});
