import { create } from 'zustand';
import type { KindMeta, RecordRow, Titled } from '@/api/types';

/** Two people changed the same fields: what each wants, and how to go on. */
export interface Conflict {
  kind: KindMeta;
  /** The record as it is on the server now. */
  current: RecordRow;
  changedBy: Titled | null;
  changedAt: string | null;
  /** My values by path: only of the fields that both changed. */
  mine: Readonly<Record<string, unknown>>;
}

export interface Question extends Conflict {
  /** The paths for which mine shall stand. */
  answer: (useMine: ReadonlySet<string>) => void;
}

interface ConflictState {
  questions: readonly Question[];
}

export const useConflicts = create<ConflictState>(() => ({ questions: [] }));

/** Asks the person, one conflict at a time, and waits for the answer. */
export function askAboutConflict(conflict: Conflict): Promise<ReadonlySet<string>> {
  return new Promise((resolve) => {
    const question: Question = {
      ...conflict,
      answer: (useMine) => {
        useConflicts.setState(({ questions }) => ({
          questions: questions.filter((other) => other !== question),
        }));
        resolve(useMine);
      },
    };
    useConflicts.setState(({ questions }) => ({ questions: [...questions, question] }));
  });
}
