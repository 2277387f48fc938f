import { useState } from 'react';
import { toast } from 'sonner';
import { isProblem } from '@/api/problem-error';
import type { KindMeta, RecordRow } from '@/api/types';
import { fieldErrorText } from '@/i18n/field-error';
import { failureText } from '@/records/mutations/failure-text';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { questionsOf, tidy, type Question, type QuestionProblems } from './questions';

const NONE: QuestionProblems = new Map();
const PREFIX = 'questions.';

/**
 * The questions of a form while somebody works on them. What is typed is shown at once and saved when it is
 * complete; what the server refuses stays on the screen with the reason beside it.
 */
export function useQuestions(kind: KindMeta, record: RecordRow) {
  const update = useUpdateRecord(kind);
  const [draft, setDraft] = useState<Question[] | null>(null);
  const [problems, setProblems] = useState(NONE);
  const questions = draft ?? questionsOf(record);
  const commit = async (next: Question[]) => {
    setDraft(next);
    try {
      await update({ id: record.id, values: { questions: tidy(next) } }, { quiet: true });
      // Unless more has been typed meanwhile, what is saved is what is shown.
      setDraft((now) => (now === next ? null : now));
      setProblems(NONE);
    } catch (error) {
      const refused = isProblem(error) ? error.errors.filter(({ field }) => field.startsWith(PREFIX)) : [];
      setProblems(new Map(refused.map((each) => [each.field.slice(PREFIX.length), fieldErrorText(each)])));
      if (refused.length === 0) {
        const [first] = isProblem(error) ? error.errors : [];
        toast.error(first?.message ?? failureText(error));
      }
    }
  };
  return {
    questions,
    problems,
    /** While typing. */
    type: setDraft,
    /** Saves what was typed, if anything was. */
    leave: () => {
      if (draft) void commit(draft);
    },
    /** A change that is complete by itself. */
    save: (next: Question[]) => void commit(next),
  };
}

export type Questions = ReturnType<typeof useQuestions>;
