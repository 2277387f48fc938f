import { http, HttpResponse } from 'msw';
import type { AggregateRow, RecordRow } from '@/api/types';
import { rankBetween } from '@/features/board/rank';
import { sampleStage, sampleStages } from './sample-board';

interface SentMove {
  id: string;
  ifMatch: string | null;
  body: Record<string, unknown>;
}

const sum = (amount: number) => [{ amount, currency: 'INR' }];

/** Deals as the server holds, counts and moves them. */
export class DealsServer {
  rows: RecordRow[] = [];
  readonly moves: SentMove[] = [];
  /** What the next moves are refused with. */
  readonly refusals: (() => Response)[] = [];

  readonly handlers = [
    http.get('*/api/v1/deals/aggregate', ({ request }) => {
      const grouped = new URL(request.url).searchParams.has('group_by');
      const data = grouped ? this.totals() : [{ group: null, count: this.rows.length }];
      return HttpResponse.json({ data, approximate: false });
    }),
    http.get('*/api/v1/deals', ({ request }) => {
      const params = new URL(request.url).searchParams;
      const data = params.has('filter') ? [] : this.inStage(params.get('stage_id'));
      return HttpResponse.json({ data, page: { next: null, previous: null } });
    }),
    http.post('*/api/v1/deals/:id/move', async ({ request, params }) => {
      const body = (await request.json()) as Record<string, unknown>;
      const id = String(params['id']);
      this.moves.push({ id, ifMatch: request.headers.get('If-Match'), body });
      return this.refusals.shift()?.() ?? HttpResponse.json(this.move(id, body));
    }),
  ];

  private inStage(stage: string | null): RecordRow[] {
    return this.rows
      .filter((deal) => stage === null || deal['stage_id'] === stage)
      .toSorted((a, b) => (String(a['position']) < String(b['position']) ? -1 : 1));
  }

  private totals(): AggregateRow[] {
    return sampleStages.flatMap(({ id, probability }) => {
      const count = this.inStage(id).length;
      const worth = { sum_amount: sum(count * 1000), sum_weighted_amount: sum(count * 10 * probability) };
      return count === 0 ? [] : [{ group: id, count, ...worth }];
    });
  }

  /** Only the deal that is moved gets another rank. */
  private move(id: string, body: Record<string, unknown>): RecordRow {
    const stage = sampleStage(String(body['stage_id']));
    const others = this.inStage(stage.id).filter((deal) => deal.id !== id);
    const below = others.findIndex((deal) => deal.id === body['before_id']);
    const above = others.findIndex((deal) => deal.id === body['after_id']);
    const place = below >= 0 ? below : above + 1;
    const rank = (index: number) => others[index]?.['position'] as string | undefined;
    const known = this.rows.find((deal) => deal.id === id);
    if (!known) throw new Error(`There is no deal ${id}.`);
    const moved: RecordRow = {
      ...known,
      stage_id: stage.id,
      status: stage.kind,
      version: known.version + 1,
      lost_reason: body['lost_reason'] ?? null,
      position: rankBetween(rank(place - 1) ?? '', rank(place) ?? null),
    };
    this.rows = this.rows.map((deal) => (deal.id === id ? moved : deal));
    return moved;
  }
}
