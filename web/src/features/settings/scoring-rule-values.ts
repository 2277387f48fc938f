import { z } from 'zod/mini';
import type { RecordRow } from '@/api/types';
import type { Translate } from '@/i18n/t';
import { simplify, type FilterGroup } from '@/records/model/filter-tree';

export type RuleCategory = 'fit' | 'engagement';

/** Which interactions a rule of engagement counts; all where none is chosen. */
export const engagementFields = ['interaction_kind', 'direction', 'outcome'] as const;

const whole = (t: Translate, from: number, to: number): z.core.$ZodCheck<string> =>
  z.refine<string>(
    (text) => {
      const number = readWhole(text);
      return number !== null && number >= from && number <= to;
    },
    t('settings.between', { from, to }),
  );

const optional = (t: Translate, from: number, to: number): z.core.$ZodCheck<string> =>
  z.refine<string>(
    (text) => {
      const number = readWhole(text);
      return text.trim() === '' || (number !== null && number >= from && number <= to);
    },
    t('settings.between', { from, to }),
  );

export const schemaIn = (t: Translate) =>
  z.object({
    name: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, t('field_error.required')),
        z.maxLength(100, t('field_error.too_long')),
      ),
    points: z.string().check(
      whole(t, -100, 100),
      z.refine((text) => readWhole(text) !== 0, t('score.rules.points_none')),
    ),
    interaction_kind: z.string(),
    direction: z.string(),
    outcome: z.string(),
    cap: z.string().check(optional(t, 1, 100)),
    half_life_days: z.string().check(optional(t, 1, 3650)),
    condition: z.string(),
  });

export type RuleValues = z.infer<ReturnType<typeof schemaIn>>;

/** A whole number as people write it, also with the minus sign of a text processor. */
export function readWhole(text: string): number | null {
  const bare = text.trim().replace('\u2212', '-').replace(/^\+/, '');
  return /^-?\d+$/.test(bare) ? Number(bare) : null;
}

/** What the form shows: an empty field is an empty text. The condition stands beside it. */
export function valuesOf(rule: RecordRow | null): RuleValues {
  const text = (key: string) => {
    const value = rule?.[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return {
    name: rule?.title ?? '',
    points: text('points'),
    interaction_kind: text('interaction_kind'),
    direction: text('direction'),
    outcome: text('outcome'),
    cap: text('cap'),
    half_life_days: text('half_life_days'),
    condition: '',
  };
}

/** What the server stores. */
export function bodyOf(category: RuleCategory, values: RuleValues, condition: FilterGroup) {
  const own = { name: values.name, category, points: readWhole(values.points) };
  if (category === 'fit') return { ...own, condition: simplify(condition) };
  return {
    ...own,
    interaction_kind: values.interaction_kind || null,
    direction: values.direction || null,
    outcome: values.outcome || null,
    cap: readWhole(values.cap),
    half_life_days: readWhole(values.half_life_days),
  };
}

/** Points with their sign. */
export function pointsText(points: number): string {
  return points < 0 ? `\u2212${-points}` : `+${points}`;
}
