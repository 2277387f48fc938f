import type { Spot } from './spots';

/** A card on its way by the keys. */
export interface Lifted {
  id: string;
  /** Where it goes back to with Escape. */
  from: Spot;
  to: Spot;
}

export interface KeyState {
  /** The card with the focus. */
  active: string | null;
  lifted: Lifted | null;
}

/** The cards of a column in order; while one is lifted without those that are carried. */
export interface KeyColumn {
  stage: string;
  ids: readonly string[];
}

/** What a key means beside the new state. */
export type KeyEffect = 'focus' | 'carry' | 'drop' | 'cancel' | 'peek';

export interface KeyResult {
  state: KeyState;
  effect: KeyEffect;
}

/** What a key does on the board; null where it means nothing here. `key` is said for text that runs left to right. */
export function pressKey(columns: readonly KeyColumn[], state: KeyState, key: string): KeyResult | null {
  return state.lifted
    ? pressWhileLifted(columns, state, state.lifted, key)
    : pressOnCard(columns, state, key);
}

/** Space: takes the card with the focus, or lets it go where it is. */
export function liftOrDrop(columns: readonly KeyColumn[], state: KeyState): KeyResult | null {
  if (state.lifted) return { state: { ...state, lifted: null }, effect: 'drop' };
  const from = placeOf(columns, state.active);
  if (!from || state.active === null) return null;
  return { state: { ...state, lifted: { id: state.active, from, to: from } }, effect: 'carry' };
}

function pressOnCard(columns: readonly KeyColumn[], state: KeyState, key: string): KeyResult | null {
  if (key === 'Enter') return state.active === null ? null : { state, effect: 'peek' };
  const at = placeOf(columns, state.active);
  const to = at && stepFocus(columns, at, key);
  const id = to && columns.find(({ stage }) => stage === to.stage)?.ids[to.index];
  return id ? { state: { ...state, active: id }, effect: 'focus' } : null;
}

/** The arrows go from card to card; to the side they pass empty columns over. */
function stepFocus(columns: readonly KeyColumn[], at: Spot, key: string): Spot | null {
  const here = columns.findIndex(({ stage }) => stage === at.stage);
  const length = columns[here]?.ids.length ?? 0;
  const vertical: Record<string, number> = {
    ArrowUp: at.index - 1,
    ArrowDown: at.index + 1,
    Home: 0,
    End: length - 1,
  };
  const index = vertical[key];
  if (index !== undefined) {
    return { stage: at.stage, index: Math.max(0, Math.min(length - 1, index)) };
  }
  const direction = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (direction === undefined) return null;
  for (let next = here + direction; next >= 0 && next < columns.length; next += direction) {
    const column = columns[next];
    if (column && column.ids.length > 0) {
      return { stage: column.stage, index: Math.min(at.index, column.ids.length - 1) };
    }
  }
  return at;
}

function pressWhileLifted(
  columns: readonly KeyColumn[],
  state: KeyState,
  lifted: Lifted,
  key: string,
): KeyResult | null {
  if (key === 'Escape') return { state: { ...state, lifted: null }, effect: 'cancel' };
  if (key === 'Enter') return { state: { ...state, lifted: null }, effect: 'drop' };
  const to = stepLifted(columns, lifted.to, key);
  return to && { state: { ...state, lifted: { ...lifted, to } }, effect: 'carry' };
}

/** A lifted card may also stand behind the last one, and alone in an empty column. */
function stepLifted(columns: readonly KeyColumn[], at: Spot, key: string): Spot | null {
  const here = columns.findIndex(({ stage }) => stage === at.stage);
  const room = (column: number) => columns[column]?.ids.length ?? 0;
  const clamp = (index: number, column: number) => Math.max(0, Math.min(room(column), index));
  if (key === 'ArrowUp') return { ...at, index: clamp(at.index - 1, here) };
  if (key === 'ArrowDown') return { ...at, index: clamp(at.index + 1, here) };
  if (key === 'Home') return { ...at, index: 0 };
  if (key === 'End') return { ...at, index: room(here) };
  const direction = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (direction === undefined) return null;
  const beside = Math.max(0, Math.min(columns.length - 1, here + direction));
  return { stage: columns[beside]?.stage ?? at.stage, index: clamp(at.index, beside) };
}

function placeOf(columns: readonly KeyColumn[], id: string | null): Spot | null {
  for (const { stage, ids } of columns) {
    const index = id === null ? -1 : ids.indexOf(id);
    if (index >= 0) return { stage, index };
  }
  return null;
}

/** In text that runs from right to left, left is the next column. */
export function mirrored(key: string, rightToLeft: boolean): string {
  if (!rightToLeft) return key;
  return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key;
}
