import type { ComponentType } from 'react';
import type { KindMeta } from '@/api/types';
import type { FieldContext } from '../model/field-context';
import type { ListQuery } from '../model/list-params';
import type { Layout } from '../model/query-state';
import type { ListState } from './use-list-state';
import type { SelectionControl } from './use-selection';

export interface BoardToolsProps {
  kind: KindMeta;
  list: ListState;
  /** What the list is filtered and searched by. */
  query: ListQuery;
  /** The ways this list can be shown, in order. */
  layouts: readonly Layout[];
}

export interface BoardProps extends BoardToolsProps {
  contexts: ReadonlyMap<string, FieldContext>;
  selection: SelectionControl;
  phone: boolean;
}

/** Other ways to show a list: in columns, by its days. All of them show what the list is filtered to. */
export interface BoardLayout {
  looks: Readonly<Partial<Record<Layout, ComponentType<BoardProps>>>>;
  /** Stands in the row above the list, of the table too: the way from one layout to the other. */
  Tools: ComponentType<BoardToolsProps>;
}

/** The boards of the app by kind. They are handed in from above, so the engine needs to know none of them. */
export type BoardLayouts = Readonly<Partial<Record<string, BoardLayout>>>;
