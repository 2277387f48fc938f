import { expect, it } from 'vitest';
import type { PipelineMeta, RecordRow, StageMeta } from '@/api/types';
import { dealSteps } from './deal-steps';

const stage = (id: string, kind: StageMeta['kind'], position: number) =>
  ({ id, title: id, kind, position }) as StageMeta;
const pipeline: PipelineMeta = {
  id: 'p',
  title: 'Sales',
  is_default: true,
  stages: [stage('won', 'won', 3), stage('b', 'open', 2), stage('a', 'open', 1), stage('lost', 'lost', 4)],
};
const deal = (values: object) => ({ id: 'd', ...values }) as RecordRow;

it('orders the open stages and knows where the deal is', () => {
  const steps = dealSteps([pipeline], deal({ pipeline_id: 'p', stage_id: 'b' }));
  expect(steps?.open.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(steps?.closed.map(({ id }) => id)).toEqual(['won', 'lost']);
  expect(steps).toMatchObject({ at: 1, current: { id: 'b' } });
});

it('stands behind all open stages once it is closed, and finds the pipeline by the stage', () => {
  expect(dealSteps([pipeline], deal({ stage_id: 'won' }))).toMatchObject({ at: 2, current: { id: 'won' } });
  expect(dealSteps([pipeline], deal({ stage_id: 'gone' }))).toBeNull();
});
