import { getRouteApi } from '@tanstack/react-router';
import { useBootstrap, useWorkspace } from '@/api/bootstrap';
import { dayOf } from '@/lib/days';
import type { DashboardSearch } from './dashboard-search';
import { readFocus } from './focus';
import { useNow } from '@/lib/use-now';

const route = getRouteApi('/_app/');

/** What the dashboard is about, as its address says, and how to change that. */
export function useFocus() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { pipelines } = useBootstrap();
  const { time_zone: timeZone, fiscal_year_start: fiscalYearStart } = useWorkspace();
  // The workspace's day: everybody who follows a link to "this month" sees the same.
  const today = dayOf(useNow(), timeZone);
  return {
    focus: readFocus(search, { today, fiscalYearStart, pipelines }),
    today,
    fiscalYearStart,
    /** Each change is a step of the browser's history. */
    change: (change: DashboardChange) => {
      const next = { ...search, ...change };
      const kept = Object.entries(next).filter(([, value]) => value !== undefined && value !== null);
      void navigate({ search: Object.fromEntries(kept) as DashboardSearch });
    },
    reset: () => void navigate({ search: {} }),
  };
}

/** Null takes a part out of the address. */
export type DashboardChange = { [Name in keyof DashboardSearch]?: string | null };
