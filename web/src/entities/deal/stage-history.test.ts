import { expect, it } from 'vitest';
import type { RecordRow } from '@/api/types';
import { t } from '@/i18n/t';
import { durationText } from './duration-text';
import { secondsByStage, staysOf } from './stage-history';

const change = (id: string, stage: string, at: string) =>
  ({ id, to_stage_id: stage, to_stage: { id: stage, title: stage }, at }) as unknown as RecordRow;

it('makes stays of changes, and adds up those in one stage', () => {
  const stays = staysOf([
    change('3', 'a', '2026-03-04T00:00:00Z'),
    change('2', 'b', '2026-03-03T00:00:00Z'),
    change('1', 'a', '2026-03-01T00:00:00Z'),
  ]);
  expect(stays.map(({ stage, until }) => [stage.title, until])).toEqual([
    ['a', null],
    ['b', '2026-03-04T00:00:00Z'],
    ['a', '2026-03-03T00:00:00Z'],
  ]);
  const seconds = secondsByStage(stays, new Date('2026-03-04T06:00:00Z'));
  expect([...seconds]).toEqual([
    ['a', 2 * 86_400 + 6 * 3_600],
    ['b', 86_400],
  ]);
});

it('says how long in the largest unit', () => {
  expect([30, 59 * 60, 3_600, 86_399, 86_400 * 3.5].map((seconds) => durationText(t, seconds))).toEqual([
    '0 min',
    '59 min',
    '1 h',
    '23 h',
    '3 d',
  ]);
});
