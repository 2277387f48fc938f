import { isPlainDate } from '@/lib/days';
import type { Whose } from '@/records/people/owner-menu';

export const views = ['month', 'week', 'agenda'] as const;
export type View = (typeof views)[number];

export const sorts = ['task', 'meeting', 'deal'] as const;
export type Sort = (typeof sorts)[number];

/** The search part of the calendar's address. What is not said is usual. */
export interface CalendarSearch {
  view?: View;
  /** A day of what is shown. */
  at?: string;
  owner?: string;
  team?: string;
  /** What is left out, joined by dots. */
  hide?: string;
  /** What is open beside it: kind and id. */
  peek?: string;
}

const word = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads it; what it cannot read, it drops. */
export function readCalendarSearch(search: Record<string, unknown>): CalendarSearch {
  const result: CalendarSearch = {};
  const view = views.find((id) => id === search['view']);
  const [at, owner, team, hide, peek] = ['at', 'owner', 'team', 'hide', 'peek'].map((key) =>
    word(search[key]),
  );
  if (view) result.view = view;
  if (at !== undefined && isPlainDate(at) && !Number.isNaN(Date.parse(at))) result.at = at;
  if (team !== undefined) result.team = team;
  else if (owner !== undefined && owner !== 'me') result.owner = owner;
  const hidden = sorts.filter((sort) => hide?.split('.').includes(sort));
  if (hidden.length > 0) result.hide = hidden.join('.');
  if (peek !== undefined && /^(task|interaction|deal):[\w-]+$/.test(peek)) result.peek = peek;
  return result;
}

/** Whose calendar is shown: mine where nobody is named. */
export function whoseOf({ owner, team }: CalendarSearch): Whose {
  if (team !== undefined || owner === 'everyone') return { owner: null, team: team ?? null };
  return { owner: owner ?? 'me', team: null };
}

export function searchOf({ owner, team }: Whose): Pick<CalendarSearch, 'owner' | 'team'> {
  if (team !== null) return { owner: undefined, team };
  return { owner: owner === 'me' ? undefined : (owner ?? 'everyone'), team: undefined };
}
