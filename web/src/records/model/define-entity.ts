import type { LucideIcon } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import type { Bootstrap, KindMeta, RecordRow } from '@/api/types';
import type { MessageId } from '@/i18n/en';
import type { BulkTarget } from '../mutations/use-bulk-action';
import type { CellProps } from './field-context';
import type { FilterGroup } from './filter-tree';

export interface RecordSlotProps {
  record: RecordRow;
  kind: KindMeta;
}

export interface TabSlot {
  id: string;
  label: MessageId;
  /** The kind whose records the tab counts. */
  counts?: string;
  /** Only there once it has something to count. */
  optional?: boolean;
  /** Best loaded when it is opened. */
  Panel: ComponentType<RecordSlotProps>;
}

interface ActionLook {
  id: string;
  label: MessageId;
  icon: LucideIcon;
  shortcut?: string;
  /** Whether it stands in menus alone, and never as the coloured button. */
  quiet?: true;
}

/** One thing to do with a record, said as the values it sets: saving, undoing and failing are like any other change. */
interface ChangeAction extends ActionLook {
  /** Null where it makes no sense now. */
  values: (record: RecordRow, bootstrap: Bootstrap) => Readonly<Record<string, unknown>> | null;
}

/** One that is more than a change and asks before it does something. */
interface OpenAction extends ActionLook {
  when: (record: RecordRow) => boolean;
  open: (record: RecordRow) => void;
}

/** One that is done to all ticked records by something that asks first. */
export interface BulkOpenAction extends ActionLook {
  open: (target: BulkTarget) => void;
}

export type EntityAction = ChangeAction | OpenAction;

/**
 * What the metadata of the server cannot say about a kind: its looks and its own parts of the common screens.
 * A kind without a declaration works on every screen; it is only plainer.
 */
export interface EntityDeclaration {
  kind: string;
  icon: LucideIcon;
  /** The shape before the title: a person's circle, a company's square, or the icon of the kind. */
  avatar?: 'person' | 'company' | 'icon';
  /** What lists show until somebody chooses otherwise. Widths in pixels; unknown columns are left out. */
  columns?: readonly { key: string; width?: number }[];
  /** Which records a list shows until somebody chooses otherwise. */
  filter?: FilterGroup;
  /** Which fields make the second line and the trailing values of a phone's row. */
  phone?: { second: readonly string[]; trailing: readonly string[] };
  /** The fields that a page and a peek show first. */
  highlights?: readonly string[];
  /** Whether a change of this field is asked about: for this record alone, or for all of its series that follow. */
  ofSeries?: (record: RecordRow, path: string) => boolean;
  actions?: readonly EntityAction[];
  /** For who may change the records. */
  bulkActions?: readonly BulkOpenAction[];
  /** Replaces the cell of single fields. */
  cells?: Readonly<Record<string, ComponentType<CellProps>>>;
  slots?: {
    /** In place of the common page. */
    page?: ComponentType<RecordSlotProps>;
    /** Over the whole page: a state of the record that one has to know. */
    banner?: ComponentType<RecordSlotProps>;
    header?: ComponentType<RecordSlotProps>;
    highlights?: ComponentType<RecordSlotProps>;
    sidebarTop?: ComponentType<RecordSlotProps>;
    tabs?: readonly TabSlot[];
    /** First use of the list: the sentence that says what these records are for. */
    empty?: () => ReactNode;
  };
}

/** Keeps declarations checked where they are written; there is nothing to do at run time. */
export function defineEntity(declaration: EntityDeclaration): EntityDeclaration {
  return declaration;
}
