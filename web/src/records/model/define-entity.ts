import type { LucideIcon } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import type { Bootstrap, KindMeta, RecordRow } from '@/api/types';
import type { MessageId } from '@/i18n/en';
import type { CellProps } from './field-context';

export interface RecordSlotProps {
  record: RecordRow;
  kind: KindMeta;
}

export interface TabSlot {
  id: string;
  label: string;
  icon: LucideIcon;
  Panel: ComponentType<RecordSlotProps>;
}

/** One thing to do with a record, said as the values it sets: saving, undoing and failing are like any other change. */
export interface EntityAction {
  id: string;
  label: MessageId;
  icon: LucideIcon;
  shortcut?: string;
  /** Null where it makes no sense now. */
  values: (record: RecordRow, bootstrap: Bootstrap) => Readonly<Record<string, unknown>> | null;
}

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
  /** Which fields make the second line and the trailing values of a phone's row. */
  phone?: { second: readonly string[]; trailing: readonly string[] };
  /** The fields that a page and a peek show first. */
  highlights?: readonly string[];
  actions?: readonly EntityAction[];
  /** Replaces the cell of single fields. */
  cells?: Readonly<Record<string, ComponentType<CellProps>>>;
  slots?: {
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
