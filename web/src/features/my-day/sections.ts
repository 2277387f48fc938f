import type { RecordRow } from '@/api/types';
import { dayOf } from '@/lib/days';

export const sectionIds = ['overdue', 'today', 'next', 'done'] as const;
export type SectionId = (typeof sectionIds)[number];

export const isDone = ({ status }: RecordRow) => status === 'completed' || status === 'cancelled';

/** Tasks under their headings, each in the order in which they are due. */
export function sectionsOf(
  tasks: readonly RecordRow[],
  today: string,
  timeZone: string,
): Record<SectionId, RecordRow[]> {
  const sections: Record<SectionId, RecordRow[]> = { overdue: [], today: [], next: [], done: [] };
  for (const task of tasks) {
    const due = task['due_at'];
    if (isDone(task)) sections.done.push(task);
    else if (typeof due === 'string') {
      const day = dayOf(due, timeZone);
      sections[day < today ? 'overdue' : day === today ? 'today' : 'next'].push(task);
    }
  }
  return sections;
}
