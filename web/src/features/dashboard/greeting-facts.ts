import { dayOf } from '@/lib/days';

/** What the greeting needs of a task. */
export interface TaskFact {
  title: string;
  kind?: unknown;
  due_at?: unknown;
}

export type PartOfDay = 'night' | 'morning' | 'afternoon' | 'evening';

export type Fact =
  | { id: 'today'; counts: { kind: WorkKind; count: number }[]; firstAt: string | null }
  | { id: 'overdue'; count: number }
  | { id: 'next'; title: string; dueAt: string }
  | { id: 'free' };

const workKinds = ['call', 'meeting', 'email', 'to_do'] as const;
export type WorkKind = (typeof workKinds)[number];

/** Facts about somebody's open tasks: what is left of today, what is late, or what comes next. */
export function greetingFacts(tasks: readonly TaskFact[], now: Date, timeZone: string): Fact[] {
  const today = dayOf(now, timeZone);
  const dated = tasks.flatMap((task) => {
    const due = task.due_at;
    return typeof due === 'string' ? [{ task, due, at: Date.parse(due), day: dayOf(due, timeZone) }] : [];
  });
  const ahead = dated.filter(({ at }) => at >= now.getTime()).toSorted((a, b) => a.at - b.at);
  const left = ahead.filter(({ day }) => day === today);
  const overdue = dated.length - ahead.length;

  const facts: Fact[] = [];
  if (left.length > 0) {
    const counts = workKinds.map((kind) => ({
      kind,
      count: left.filter(({ task }) => workKindOf(task.kind) === kind).length,
    }));
    facts.push({
      id: 'today',
      counts: counts.filter(({ count }) => count > 0),
      firstAt: left[0]?.due ?? null,
    });
  } else {
    facts.push({ id: 'free' });
  }
  if (overdue > 0) facts.push({ id: 'overdue', count: overdue });
  const next = ahead[0];
  if (left.length === 0 && next) facts.push({ id: 'next', title: next.task.title, dueAt: next.due });
  return facts;
}

export function partOfDay(now: Date, timeZone: string): PartOfDay {
  const text = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now);
  const hour = Number(text);
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  return hour < 17 ? 'afternoon' : 'evening';
}

function workKindOf(kind: unknown): WorkKind {
  return workKinds.find((known) => known === kind) ?? 'to_do';
}
