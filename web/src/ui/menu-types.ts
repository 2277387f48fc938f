import type { ReactNode } from 'react';

export interface MenuItem {
  type: 'item';
  id: string;
  label: string;
  icon?: ReactNode;
  /** Keys at the end of the row, one entry per key. */
  keys?: readonly string[];
  tone?: 'default' | 'danger';
  disabled?: boolean;
  /** A tick at the end: this is the chosen one. */
  checked?: boolean;
  onSelect: () => void;
}

export interface MenuToggle {
  type: 'toggle';
  id: string;
  label: string;
  icon?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onCheckedChange: (checked: boolean) => void;
}

export interface MenuSub {
  type: 'sub';
  id: string;
  label: string;
  icon?: ReactNode;
  entries: readonly MenuEntry[];
}

/** What a menu is made of. A toggle keeps the menu open. */
export type MenuEntry =
  | MenuItem
  | MenuToggle
  | MenuSub
  | { type: 'label'; id: string; label: string }
  | { type: 'separator'; id: string };
