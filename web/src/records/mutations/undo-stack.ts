import { create } from 'zustand';

/** Something that was done and can be taken back. Both ways talk to the server. */
export interface Undoable {
  /** What was done, in the reader's language: "Stage of Rahul Goyal changed". */
  label: string;
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

const LIMIT = 50;

/** Changes on their way, whose entries are not on the stack yet. */
const underway = new Set<Promise<void>>();

/** Lets undo wait for a change that can be taken back once it is through; else it would take back the one before. */
export function undoableSoon<Result>(change: Promise<Result>): Promise<Result> {
  const settled = change.then(
    () => {},
    () => {},
  );
  underway.add(settled);
  void settled.then(() => underway.delete(settled));
  return change;
}

interface UndoState {
  done: readonly Undoable[];
  undone: readonly Undoable[];
  /** While one is on its way the next has to wait: it may build on it. */
  busy: boolean;
  push: (entry: Undoable) => void;
  remove: (entry: Undoable) => void;
  /** Answer what was taken back or done again; null when there was nothing. */
  undo: () => Promise<Undoable | null>;
  redo: () => Promise<Undoable | null>;
}

/** Whether there is something to take back, now or in a moment. */
export const canUndo = () => underway.size > 0 || useUndoStack.getState().done.length > 0;

/** The last fifty changes of this tab. */
export const useUndoStack = create<UndoState>((set, get) => {
  async function step(
    from: 'done' | 'undone',
    run: (entry: Undoable) => Promise<void>,
  ): Promise<Undoable | null> {
    if (get().busy) return null;
    const to = from === 'done' ? 'undone' : 'done';
    set({ busy: true });
    try {
      if (underway.size > 0) await Promise.all(underway);
      const entry = get()[from].at(-1);
      if (!entry) return null;
      await run(entry).catch((error: unknown) => {
        // What cannot be taken back now could not be later either: the record has moved on.
        get().remove(entry);
        throw error;
      });
      set((state) => ({
        [from]: state[from].filter((other) => other !== entry),
        [to]: [...state[to], entry],
      }));
      return entry;
    } finally {
      set({ busy: false });
    }
  }
  return {
    done: [],
    undone: [],
    busy: false,
    push: (entry) => set(({ done }) => ({ done: [...done, entry].slice(-LIMIT), undone: [] })),
    remove: (entry) =>
      set(({ done, undone }) => ({
        done: done.filter((other) => other !== entry),
        undone: undone.filter((other) => other !== entry),
      })),
    undo: () => step('done', (entry) => entry.undo()),
    redo: () => step('undone', (entry) => entry.redo()),
  };
});
