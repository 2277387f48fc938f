/** What the drag library carries along, and what it finds under the pointer. */
export type DropTarget = { stage: string; gap: number } | { outcome: Outcome };

export type Outcome = 'won' | 'lost' | 'delete';

type Data = Record<string | symbol, unknown>;

export function cardData(id: string): Data {
  return { dealCard: id };
}

export function draggedCard(data: Data): string | null {
  return typeof data['dealCard'] === 'string' ? data['dealCard'] : null;
}

export function targetData(target: DropTarget): Data {
  return { dealTarget: target };
}

export function dropTarget(data: Data | undefined): DropTarget | null {
  return (data?.['dealTarget'] as DropTarget | undefined) ?? null;
}

export function sameTarget(a: DropTarget | null, b: DropTarget | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
