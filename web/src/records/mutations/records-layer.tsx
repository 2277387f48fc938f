import { lazy, Suspense, useMemo } from 'react';
import { toast } from 'sonner';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';
import { useConflicts } from './conflict-store';
import { failureText } from './failure-text';
import { useSeriesQuestion } from './series-store';
import { canUndo, useUndoStack, type Undoable } from './undo-stack';

const SeriesDialog = lazy(async () => ({ default: (await import('./series-dialog')).SeriesDialog }));
const ConflictDialog = lazy(async () => ({ default: (await import('./conflict-dialog')).ConflictDialog }));

/** What every screen with records needs once: undo, redo, the question after a conflict, and which of a series is meant. */
export function RecordsLayer() {
  const t = useT();
  const question = useConflicts((state) => state.questions[0]);
  const series = useSeriesQuestion((state) => state.question);
  const commands = useMemo((): Command[] => {
    const step = (run: () => Promise<Undoable | null>, words: (label: string) => string) => {
      run()
        .then((entry) => {
          if (!entry) return;
          toast(words(entry.label));
          announce(words(entry.label));
        })
        .catch((error: unknown) =>
          toast.error(t('records.failure.not_undone'), { description: failureText(error) }),
        );
    };
    return [
      {
        id: 'records.undo',
        group: 'help',
        label: t('records.undo'),
        shortcut: 'mod+z',
        when: canUndo,
        run: () => step(useUndoStack.getState().undo, (label) => t('records.undone', { label })),
      },
      {
        id: 'records.redo',
        group: 'help',
        label: t('records.redo'),
        shortcut: 'mod+shift+z',
        when: () => useUndoStack.getState().undone.length > 0,
        run: () => step(useUndoStack.getState().redo, (label) => t('records.redone', { label })),
      },
    ];
  }, [t]);
  useCommands(commands, 'app');
  if (!question && !series) return null;
  return (
    <Suspense>
      {/* Another question is another dialog: no choice may go along. */}
      {question && (
        <ConflictDialog key={`${question.current.id}-${question.current.version}`} question={question} />
      )}
      {series && <SeriesDialog question={series} />}
    </Suspense>
  );
}
