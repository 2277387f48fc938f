import type { RecordRow } from '@/api/types';
import type { FieldContext } from '@/records/model/field-context';
import type { DropTarget } from './drag-data';

/** What a card can do and has to know of the board around it. */
export interface BoardControl {
  contexts: ReadonlyMap<string, FieldContext>;
  phone: boolean;
  /** The one card that Tab reaches. */
  active: string | null;
  /** The card that the keys carry, and the cards that are being moved, by keys or pointer. */
  carried: string | null;
  moving: ReadonlySet<string>;
  /** The stage above which the carried card stands now. */
  carriedTo: string | null;
  /** The card that was dropped a moment ago. */
  settling: string | null;
  /** Where a dragged card would land. */
  over: DropTarget | null;
  /** How many cards go along when a ticked one is dragged. */
  dragCount: number;
  /** Something is ticked, so every card shows its box. */
  ticking: boolean;
  isTicked: (id: string) => boolean;
  mayMove: (deal: RecordRow) => boolean;
  mayDelete: (deal: RecordRow) => boolean;
  activate: (id: string) => void;
  tick: (id: string) => void;
  peek: (id: string) => void;
  /** Asks where a deal, or all that are ticked with it, shall go. */
  askMove: (id: string) => void;
  remove: (id: string) => void;
  add: ((stageId: string) => void) | null;
}
