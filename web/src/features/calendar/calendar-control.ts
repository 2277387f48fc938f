import type { RecordRow } from '@/api/types';
import type { DayDrag } from './use-day-drag';

/** What days and deals of the calendar can do and have to know. */
export interface CalendarControl {
  today: string;
  month: string;
  drag: DayDrag | null;
  /** The deal that Tab leads to. */
  active: string | null;
  activate: (id: string) => void;
  mayMove: (deal: RecordRow) => boolean;
  /** Opens it beside the calendar. */
  peek: (id: string) => void;
  /** Asks for another day. */
  askDay: (deal: RecordRow) => void;
  isTicked: (id: string) => boolean;
}
