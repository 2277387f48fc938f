import type { LucideIcon } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
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

/** One thing to do with a record; menus, palette and keys are views of it. */
export interface EntityAction {
  id: string;
  label: string;
  icon: LucideIcon;
  shortcut?: string;
  keywords?: readonly string[];
  when: (context: RecordSlotProps) => boolean;
  run: (context: RecordSlotProps) => void | Promise<void>;
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
    rowActions?: ComponentType<RecordSlotProps>;
    card?: ComponentType<RecordSlotProps>;
    /** First use of the list: the sentence that says what these records are for. */
    empty?: () => ReactNode;
  };
}

/** Keeps declarations checked where they are written; there is nothing to do at run time. */
export function defineEntity(declaration: EntityDeclaration): EntityDeclaration {
  return declaration;
}
