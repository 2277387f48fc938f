import { useCallback, useMemo, useRef, useState } from 'react';
import type { RecordRow } from '@/api/types';
import { isNothing, isTicked, NOTHING, tick, type Selection } from './selection';

/** The ticked records. Shift takes in everything between the last one and this one. */
export function useSelection(rows: readonly RecordRow[], offset: number) {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const last = useRef<number | null>(null);
  const toggle = useCallback(
    (id: string, index: number, on: boolean, range: boolean) => {
      const from = range && last.current !== null ? Math.min(last.current, index) : index;
      const to = range && last.current !== null ? Math.max(last.current, index) : index;
      last.current = index;
      const ids = rows.slice(Math.max(0, from - offset), to - offset + 1).map((row) => row.id);
      setSelection((known) => tick(known, ids.length > 0 ? ids : [id], on));
    },
    [rows, offset],
  );
  /** One record, where there are no rows to take a range of. */
  const toggleOne = useCallback(
    (id: string, on: boolean) => setSelection((known) => tick(known, [id], on)),
    [],
  );
  const loaded = useMemo((): boolean | 'indeterminate' => {
    if (isNothing(selection) || rows.length === 0) return false;
    const count = rows.filter((row) => isTicked(selection, row.id)).length;
    return count === rows.length ? true : count === 0 ? false : 'indeterminate';
  }, [selection, rows]);
  const clear = useCallback(() => setSelection(NOTHING), []);
  return useMemo(
    () => ({
      selection,
      toggle,
      toggleOne,
      /** Whether all, some or none of the loaded rows are ticked. */
      loaded,
      tickLoaded: (on: boolean) =>
        setSelection(
          tick(
            NOTHING,
            rows.map((row) => row.id),
            on,
          ),
        ),
      tickMatching: () => setSelection({ all: true, except: new Set() }),
      clear,
    }),
    [selection, toggle, toggleOne, loaded, rows, clear],
  );
}

export type SelectionControl = ReturnType<typeof useSelection>;
