import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { KindMeta } from '@/api/types';
import { defaultView } from '../model/default-view';
import { useEntity } from '../model/entities-context';
import {
  isViewChanged,
  readListSearch,
  readViewState,
  resolveQuery,
  toListSearch,
  type ListSearch,
  type QueryState,
  type ViewState,
} from '../model/query-state';
import { useViews } from '../views/use-views';
import type { SavedView } from '../views/view-record';

export interface ListState {
  query: QueryState;
  views: readonly SavedView[];
  view: SavedView | null;
  /** The list as it comes, without any view. */
  fallback: ViewState;
  /** Whether the address changes anything about the view. */
  changed: boolean;
  /** The chosen view is not known yet, so neither is what to show. */
  loading: boolean;
  change: (part: Partial<QueryState>, options?: { replace?: boolean }) => void;
  chooseView: (id: string | null) => void;
  reset: () => void;
}

/** What the list shows. It lives in the address and in the saved view; here is nothing kept besides. */
export function useListState(kind: KindMeta): ListState {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const entity = useEntity(kind);
  const { views, loading } = useViews(kind);
  const search = useMemo(() => readListSearch(raw), [raw]);
  const fallback = useMemo(() => defaultView(kind, entity), [kind, entity]);
  const view = views.find((candidate) => candidate.id === search.view) ?? null;
  const stored = view?.state;
  const base = useMemo(
    () => (stored === undefined ? fallback : readViewState(stored, fallback)),
    [stored, fallback],
  );
  const query = useMemo(() => resolveQuery(search, base), [search, base]);

  const waiting = loading && search.view !== undefined;

  return useMemo(() => {
    const go = (next: ListSearch, replace: boolean) =>
      void navigate({ to: '/$plural', params: { plural: kind.plural }, search: next, replace });
    return {
      query,
      views,
      view,
      fallback,
      changed: isViewChanged(toListSearch(query, base)),
      loading: waiting,
      change: (part, options) => go(toListSearch({ ...query, ...part }, base), options?.replace ?? false),
      chooseView: (id) => go(id === null ? {} : { view: id }, false),
      reset: () => go(toListSearch({ ...query, ...base }, base), false),
    };
  }, [query, views, view, fallback, waiting, base, navigate, kind.plural]);
}
