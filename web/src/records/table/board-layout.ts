import type { ComponentType } from 'react';
import type { KindMeta } from '@/api/types';
import type { FieldContext } from '../model/field-context';
import type { ListQuery } from '../model/list-params';
import type { ListState } from './use-list-state';
import type { SelectionControl } from './use-selection';

export interface BoardToolsProps {
  kind: KindMeta;
  list: ListState;
  /** What the list is filtered and searched by. */
  query: ListQuery;
}

export interface BoardProps extends BoardToolsProps {
  contexts: ReadonlyMap<string, FieldContext>;
  selection: SelectionControl;
  phone: boolean;
}

/** Another way to show a list: in columns. */
export interface BoardLayout {
  Board: ComponentType<BoardProps>;
  /** Stands in the row above the list, of the table too: the way from one layout to the other. */
  Tools: ComponentType<BoardToolsProps>;
}

/** The boards of the app by kind. They are handed in from above, so the engine needs to know none of them. */
export type BoardLayouts = Readonly<Partial<Record<string, BoardLayout>>>;
