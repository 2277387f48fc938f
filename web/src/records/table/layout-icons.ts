import { CalendarDays, Rows3, SquareKanban, TrendingUp } from 'lucide-react';
import type { Layout } from '../model/query-state';

/** What each way to show a list is known by. */
export const layoutIcons: Readonly<Record<Layout, typeof Rows3>> = {
  table: Rows3,
  board: SquareKanban,
  calendar: CalendarDays,
  forecast: TrendingUp,
};
