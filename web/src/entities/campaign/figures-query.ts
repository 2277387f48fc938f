import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Money } from '@/api/types';

/** What a campaign brought and cost. What is counted is what the person may read. */
export interface CampaignFigures {
  campaign_id: string;
  leads: number;
  hot: number;
  converted: number;
  won: number;
  /** What its won deals are worth, one entry per currency. */
  revenue: Money[];
  /** The same in the campaign's currency, at the rates of the days on which it was won. */
  revenue_total: Money | null;
  /** Currencies without a rate, which the total leaves out. */
  unconverted: string[];
  budget: Money | null;
  spend: Money | null;
  cost_per_lead: Money | null;
  /** In percent of what was spent. */
  roi: number | null;
}

/** The server answers so many at once. */
const MOST = 200;

interface Waiting {
  id: string;
  settle: (figures: CampaignFigures | null) => void;
  fail: (error: unknown) => void;
}

let waiting: Waiting[] = [];

/** The rows of a list ask each for its own campaign in the same moment, and one request answers them. */
function figuresOf(id: string): Promise<CampaignFigures | null> {
  return new Promise((settle, fail) => {
    if (waiting.length === 0) setTimeout(askForAll, 0);
    waiting.push({ id, settle, fail });
    if (waiting.length === MOST) askForAll();
  });
}

function askForAll(): void {
  const asked = waiting;
  waiting = [];
  if (asked.length > 0) void ask(asked);
}

async function ask(asked: readonly Waiting[]): Promise<void> {
  try {
    const ids = [...new Set(asked.map(({ id }) => id))].join(',');
    const { data } = await api.get<{ data: CampaignFigures[] }>('/campaigns/figures', { query: { ids } });
    const byId = new Map(data.map((figures) => [figures.campaign_id, figures]));
    for (const { id, settle } of asked) settle(byId.get(id) ?? null);
  } catch (error) {
    for (const { fail } of asked) fail(error);
  }
}

/** Kept with what is counted of campaigns, so that a changed budget or spend asks for it again. */
export function figuresQuery(id: string) {
  return queryOptions({
    queryKey: keys.aggregate('campaigns', { figures: id }),
    queryFn: () => figuresOf(id),
    staleTime: 15_000,
  });
}
