import { lazy, Suspense, type KeyboardEvent, type ReactNode } from 'react';
import { Skeleton } from './skeleton';

const List = lazy(async () => ({ default: (await import('./command-list')).CommandList }));

export interface CommandItem {
  id: string;
  label: ReactNode;
  /** 16 px icon or 20 px avatar. */
  icon?: ReactNode;
  /** Muted text after the label. */
  detail?: ReactNode;
  /** At the end of the row, when there are no keys. */
  end?: ReactNode;
  keys?: readonly string[];
  checked?: boolean;
  disabled?: boolean;
}

export interface CommandSection {
  id: string;
  heading?: string;
  items: readonly CommandItem[];
}

export interface CommandProps {
  /** The accessible name of input and list. */
  label: string;
  query: string;
  onQueryChange: (query: string) => void;
  placeholder: string;
  sections: readonly CommandSection[];
  onRun: (id: string) => void;
  /** Shown when there is no item. */
  empty: ReactNode;
  loading?: boolean;
  /** `palette`: 52 px input and 34 px rows. `compact`: 36 and 28, inside a popover. */
  size?: 'palette' | 'compact';
  /** Between the search icon and the text: what the palette acts on. */
  leading?: ReactNode;
  trailing?: ReactNode;
  footer?: ReactNode;
  onInputKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** A text box over a list, driven by the caller: it neither filters nor loads. */
export function Command(props: CommandProps) {
  return (
    <Suspense fallback={<Skeleton className="m-2 h-24" />}>
      <List {...props} />
    </Suspense>
  );
}
