import { useEffect, useRef, useState } from 'react';

export type EditStatus = 'idle' | 'editing' | 'saving' | 'saved';

interface FieldEditOptions {
  /** The value as it is stored. */
  value: unknown;
  /** The words for what is wrong with a value, or null. */
  check: (value: unknown) => string | null;
  /**
   * Sends the value; throws when it was refused. It hears what was stored when the edit began, and answers
   * whether the value is stored now: the person may have thought better of it.
   */
  save: (value: unknown, from: unknown) => Promise<boolean>;
  /** The words for why it was refused. */
  explain: (error: unknown) => string;
}

interface EditState {
  status: EditStatus;
  draft: unknown;
  error: string | null;
}

const idle: EditState = { status: 'idle', draft: null, error: null };

/** How long the tick stays. */
const SAVED_MS = 1000;
/** A quick answer needs no spinner. */
const SLOW_MS = 300;

/**
 * One value that is edited where it stands. What was typed stays when it is refused,
 * so that it can be put right instead of being typed again.
 */
export function useFieldEdit({ value, check, save, explain }: FieldEditOptions) {
  const [state, setState] = useState<EditState>(idle);
  const [slow, setSlow] = useState(false);
  // A commit reads what was typed last, even before it has been rendered.
  const draft = useRef<unknown>(null);
  // What others change meanwhile is shown below the edit, which goes by what it began with.
  const from = useRef<unknown>(null);
  // A list that closes after a choice says "cancel"; what is on its way by then stays on its way.
  const sending = useRef(false);
  const busy = state.status === 'saving';

  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [busy]);
  useEffect(() => {
    if (state.status !== 'saved') return;
    const timer = setTimeout(() => setState(idle), SAVED_MS);
    return () => clearTimeout(timer);
  }, [state.status]);

  const begin = () => {
    draft.current = value;
    from.current = value;
    setState({ status: 'editing', draft: value, error: null });
  };
  const change = (next: unknown) => {
    draft.current = next;
    setState({ status: 'editing', draft: next, error: null });
  };
  const cancel = () => {
    if (!sending.current) setState(idle);
  };
  /** Saves what was typed, or the value that was chosen just now. */
  const commit = async (...chosen: [] | [unknown]): Promise<boolean> => {
    if (sending.current) return false;
    const next = chosen.length === 1 ? chosen[0] : draft.current;
    draft.current = next;
    const began = state.status === 'editing' ? from.current : value;
    if (same(next, began)) {
      setState(idle);
      return true;
    }
    const wrong = check(next);
    if (wrong !== null) {
      setState({ status: 'editing', draft: next, error: wrong });
      return false;
    }
    sending.current = true;
    setState({ status: 'saving', draft: next, error: null });
    try {
      const saved = await save(next, began);
      setState(saved ? { ...idle, status: 'saved' } : idle);
      return true;
    } catch (error) {
      setState({ status: 'editing', draft: next, error: explain(error) });
      return false;
    } finally {
      sending.current = false;
    }
  };
  return { ...state, slow: busy && slow, begin, change, cancel, commit };
}

export type FieldEdit = ReturnType<typeof useFieldEdit>;

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a === '' ? null : (a ?? null)) === JSON.stringify(b === '' ? null : (b ?? null));
}
