import { hasSessionCookie, refreshSession } from './client';
import type { Job } from './jobs';
import { sessionEnded } from './session-ended';
import { setStreamOpen } from './stream-state';

/** A change of a record that this person may read; `removed` where they no longer may, or it is in the trash. */
export interface LiveEvent {
  event_id: string;
  /** The plural, as in addresses. */
  kind: string;
  id: string;
  op: 'create' | 'update' | 'delete' | 'restore' | 'removed';
  version?: number;
  changed?: string[];
  actor?: string | null;
  /** By subscription: whether its filter finds the record now. */
  subscriptions: Record<string, boolean>;
}

export type Doing = 'viewing' | 'editing' | 'replying';

/** Somebody else on the same record. */
export interface Present {
  id: string;
  title: string;
  doing: Doing;
}

export interface Presence {
  kind: string;
  id: string;
  people: Present[];
}

export interface Wish {
  kind: string;
  filter?: unknown;
  record?: string;
}

export interface Viewing {
  kind: string;
  id: string;
  doing: Doing;
}

export interface StreamHandlers {
  onEvent: (event: LiveEvent) => void;
  onPresence: (presence: Presence) => void;
  /** How a job that is followed stands. */
  onJob: (job: Job) => void;
  /** Events were missed: what is on the screen has to be read again. */
  onReset: () => void;
  /** Whether nothing has come through for a while, though it was tried. */
  onLost: (lost: boolean) => void;
  /** Whether the stream stands. */
  onOpen: (open: boolean) => void;
}

interface Message {
  ready?: { event_id: string };
  heartbeat?: { event_id: string | null };
  resumed?: { event_id: string };
  reset?: { event_id: string | null };
  presence?: Presence;
  job?: Job;
  op?: string;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** The server says something every twenty seconds; a line that is quiet for longer is dead. */
const SILENCE = 50_000;
/** Codes with which the server ends a stream for good: the session is over, or the person is suspended. */
const ENDED = new Set([4401, 4403]);

/**
 * The one stream of events of a tab. It opens itself again when it breaks, and goes on after the last event it
 * has seen, so that whoever listens misses nothing.
 */
export class EventStream {
  private socket: WebSocket | null = null;
  private readonly wishes = new Map<string, Wish>();
  private viewing: Viewing | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private ready = false;

  constructor(
    private readonly handlers: StreamHandlers,
    private lastId: string | null,
  ) {}

  start(): void {
    this.stopped = false;
    window.addEventListener('online', this.hurry);
    document.addEventListener('visibilitychange', this.hurry);
    this.open();
  }

  stop(): void {
    this.stopped = true;
    window.removeEventListener('online', this.hurry);
    document.removeEventListener('visibilitychange', this.hurry);
    clearTimeout(this.timer);
    clearTimeout(this.watchdog);
    this.socket?.close();
    this.socket = null;
    setStreamOpen(false);
  }

  /** What happened since the last event seen is sent along, since what is shown may have been read before this. */
  subscribe(name: string, wish: Wish): void {
    this.wishes.set(name, wish);
    this.say({ subscribe: { id: name, ...wish, ...(this.lastId && { after: this.lastId }) } });
  }

  unsubscribe(name: string): void {
    this.wishes.delete(name);
    this.say({ unsubscribe: { id: name } });
  }

  view(viewing: Viewing | null): void {
    this.viewing = viewing;
    this.say({ viewing });
  }

  private readonly hurry = () => {
    if (document.hidden || this.socket || this.stopped) return;
    clearTimeout(this.timer);
    this.open();
  };

  private open(): void {
    const address = new URL('/api/v1/events', location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    this.socket = socket;
    this.ready = false;
    socket.addEventListener('message', ({ data }) => this.socket === socket && this.read(String(data)));
    socket.addEventListener('close', ({ code }) => this.socket === socket && this.closed(code));
    this.listen();
  }

  private read(text: string): void {
    this.listen();
    const message = JSON.parse(text) as Message;
    if (message.ready) this.begin(message.ready.event_id);
    else if (message.op) {
      const event = message as unknown as LiveEvent;
      this.handlers.onEvent(event);
      this.lastId = event.event_id;
    } else if (message.presence) this.handlers.onPresence(message.presence);
    else if (message.job) this.handlers.onJob(message.job);
    else if (message.reset) {
      this.lastId = message.reset.event_id ?? this.lastId;
      this.handlers.onReset();
    } else this.lastId = message.heartbeat?.event_id ?? message.resumed?.event_id ?? this.lastId;
  }

  private begin(id: string): void {
    this.ready = true;
    this.failures = 0;
    this.handlers.onLost(false);
    for (const [name, wish] of this.wishes) this.say({ subscribe: { id: name, ...wish } });
    if (this.viewing) this.say({ viewing: this.viewing });
    if (this.lastId) this.say({ resume: this.lastId });
    else this.lastId = id;
    this.turn(true);
  }

  private turn(open: boolean): void {
    setStreamOpen(open);
    this.handlers.onOpen(open);
  }

  private say(message: object): void {
    if (this.ready) this.socket?.send(JSON.stringify(message));
  }

  private listen(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      const { socket } = this;
      this.closed(0);
      socket?.close();
    }, SILENCE);
  }

  private closed(code: number): void {
    this.socket = null;
    this.ready = false;
    this.turn(false);
    clearTimeout(this.watchdog);
    if (this.stopped) return;
    if (ENDED.has(code)) {
      sessionEnded();
      // It is tried again at long intervals, for when the person has signed in anew.
      this.failures = 6;
    }
    // Half of the pause is chance, so that a thousand tabs do not come back at the same moment.
    const pause = Math.min(FIRST_PAUSE * 2 ** this.failures, LONGEST_PAUSE);
    this.failures += 1;
    if (this.failures > 1) this.handlers.onLost(true);
    this.timer = setTimeout(() => void this.reopen(), pause / 2 + (Math.random() * pause) / 2);
  }

  private async reopen(): Promise<void> {
    // A browser does not say why a stream was refused; mostly the access token has run out.
    if (hasSessionCookie()) await refreshSession().catch(() => false);
    if (!this.stopped && !this.socket) this.open();
  }
}
