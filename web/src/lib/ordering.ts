interface Placed {
  id: string;
  position: number;
}

/** Moves an item; one that would leave the list stays where it is. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length || from === to) return [...items];
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** The places that change when the items stand in this order, counted from one. */
export function newPlaces(items: readonly Placed[]): Placed[] {
  return items.flatMap(({ id, position }, index) =>
    position === index + 1 ? [] : [{ id, position: index + 1 }],
  );
}
