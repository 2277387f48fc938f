import type { RecordRow } from '@/api/types';
import type { CalendarHand } from './calendar-frame';

/** What days and deals of the calendar can do and have to know. */
export interface CalendarControl extends CalendarHand<RecordRow> {
  today: string;
  month: string;
  mayMove: (deal: RecordRow) => boolean;
  /** Opens it beside the calendar. */
  peek: (id: string) => void;
  isTicked: (id: string) => boolean;
}
