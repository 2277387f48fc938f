import {
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import type { Column } from './arrange';
import { liftOrDrop, mirrored, pressKey, type KeyColumn, type KeyResult, type KeyState } from './keyboard';
import { spotOf, withCarried, withoutCards, type Spot } from './spots';

interface BoardKeysOptions {
  root: RefObject<HTMLElement | null>;
  columns: readonly Column[];
  /** How many deals a column has in all, where that is known. */
  totalOf: (column: Column) => number;
  /** The cards that go along when this one is lifted; none where it may not be moved. */
  movingWith: (id: string) => ReadonlySet<string>;
  onPeek: (id: string) => void;
  onDrop: (id: string, to: Spot) => void;
  onEscape: () => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/** The board by keys: one card has the focus, and Space takes it along. */
export function useBoardKeys(options: BoardKeysOptions) {
  const { root, columns, totalOf, movingWith, onPeek, onDrop, onEscape } = options;
  const t = useT();
  const [state, setState] = useState<KeyState>({ active: null, lifted: null });
  /** Where the card with the focus stands, for when it leaves. */
  const [last, setLast] = useState<Spot | null>(null);
  const focused = useRef(false);
  const { lifted } = state;
  const moving = lifted ? movingWith(lifted.id) : NOTHING;
  const shown = lifted ? withCarried(columns, lifted.id, lifted.to, moving) : columns;
  const here = state.active === null ? null : spotOf(columns, state.active);
  if (here && (here.stage !== last?.stage || here.index !== last.index)) setLast(here);
  const active = here ? state.active : standIn(columns, last);

  const focusCard = (id: string | null) =>
    id !== null && root.current?.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus();

  useLayoutEffect(() => {
    // A card that goes to another column is drawn anew there, and one that leaves is gone: the focus stays on the board.
    if (focused.current && document.activeElement === document.body) focusCard(active);
  });

  useLayoutEffect(() => {
    if (!lifted) return;
    const card = root.current?.querySelector(`[data-card="${lifted.id}"]`);
    card?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [root, lifted]);

  const keyColumns = (carried: ReadonlySet<string>): KeyColumn[] =>
    columns.map(({ stage, rows }) => ({
      stage: stage.id,
      ids: withoutCards(rows, carried).map(({ id }) => id),
    }));

  const say = (
    id: 'board.lifted' | 'board.at' | 'board.dropped' | 'board.put_back',
    deal: string,
    at: Spot,
  ) => {
    const column = columns.find(({ stage }) => stage.id === at.stage);
    const card = columns.flatMap(({ rows }) => rows).find((row) => row.id === deal);
    if (!column || !card) return;
    const here = column.rows.includes(card);
    const total = totalOf(column) + (here ? 0 : 1);
    announce(
      t(id, { title: card.title, stage: column.stage.title, position: at.index + 1, total }),
      'assertive',
    );
  };

  const perform = ({ state: next, effect }: KeyResult) => {
    if (effect === 'peek') {
      if (next.active !== null) onPeek(next.active);
      return;
    }
    if (effect === 'focus') {
      setState(next);
      scrollTo(next.active);
      return;
    }
    if (effect === 'drop' && lifted) {
      say('board.dropped', lifted.id, lifted.to);
      onDrop(lifted.id, lifted.to);
      // The deal has its new place on the screen a moment later.
      setTimeout(() => setState((now) => (now.lifted === lifted ? next : now)), 0);
      return;
    }
    setState(next);
    if (effect === 'cancel' && lifted) say('board.put_back', lifted.id, lifted.from);
    if (effect === 'carry' && next.lifted) {
      say(lifted ? 'board.at' : 'board.lifted', next.lifted.id, next.lifted.to);
    }
  };

  /** The next card is drawn with the next rendering at the latest, however far it is. */
  const scrollTo = (id: string | null) => {
    requestAnimationFrame(() => focusCard(id));
  };

  return {
    active,
    lifted,
    moving,
    shown,
    /** After an overlay whose card has left: the focus must not fall off the board. */
    restoreFocus: () => {
      if (document.activeElement === document.body) focused.current = true;
      setState((now) => ({ ...now }));
    },
    activate: (id: string) =>
      setState((now) => ({ active: id, lifted: now.lifted?.id === id ? now.lifted : null })),
    liftOrDrop: () => {
      if (active === null) return;
      const carried = movingWith(active);
      if (!lifted && !carried.has(active)) return;
      const known = { ...state, active };
      // Its place is counted without those that go along.
      const others = new Set([...carried].filter((id) => id !== active));
      const result = liftOrDrop(keyColumns(lifted ? carried : others), known);
      if (result) perform(result);
    },
    handlers: {
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const { dataset } = event.target as HTMLElement;
        if (dataset['card'] === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        const key = mirrored(event.key, getComputedStyle(event.currentTarget).direction === 'rtl');
        const result = pressKey(keyColumns(lifted ? moving : NOTHING), { ...state, active }, key);
        if (result) {
          event.preventDefault();
          perform(result);
        } else if (event.key === 'Escape') onEscape();
      },
      onFocus: (event: FocusEvent<HTMLElement>) => {
        focused.current = (event.target as HTMLElement).dataset['card'] !== undefined;
      },
      onBlur: () => {
        focused.current = false;
      },
    },
  };
}

/** The card that Tab reaches when the last one has left: the one in its place, or the first of the board. */
function standIn(columns: readonly Column[], last: Spot | null): string | null {
  const beside: readonly RecordRow[] = columns.find(({ stage }) => stage.id === last?.stage)?.rows ?? [];
  const inPlace = last && beside[Math.min(last.index, beside.length - 1)];
  return (inPlace ?? columns.flatMap(({ rows }) => rows)[0])?.id ?? null;
}
