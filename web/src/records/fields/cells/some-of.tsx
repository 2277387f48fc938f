import type { ReactNode } from 'react';

interface SomeOfProps<Item> {
  items: readonly Item[];
  max: number;
  render: (item: Item) => ReactNode;
}

/** The first few, and how many more there are. */
export function SomeOf<Item>({ items, max, render }: SomeOfProps<Item>) {
  if (items.length === 0) return null;
  return (
    <span className="inline-flex max-w-full items-center gap-1 align-top">
      {items.slice(0, max).map(render)}
      {items.length > max && <span className="text-12 text-ink-3 tabular-nums">+{items.length - max}</span>}
    </span>
  );
}
