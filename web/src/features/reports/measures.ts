import type { FieldMeta, KindMeta } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import type { Translate } from '@/i18n/t';
import { fieldsByPath, labelOf } from '@/records/model/kind-fields';

/** What can be worked out of a number; `count` needs none and `days` two moments. */
export const functions = ['sum', 'avg', 'min', 'max'] as const;
export type NumberFunction = (typeof functions)[number];
export type MeasureFunction = 'count' | NumberFunction | 'days';

export const spans = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type SpanName = (typeof spans)[number];

/** The server takes no more of them. */
export const MOST_MEASURES = 6;
export const MOST_GROUPS = 2;

export interface MeasureParts {
  function: MeasureFunction;
  field: string | undefined;
  /** The later moment of `days`. */
  until: string | undefined;
}

/** Reads `count`, `sum:amount` or `days:created_at:closed_at`. */
export function readMeasure(text: string): MeasureParts {
  const [name = '', field, until] = text.split(':');
  const known = [...functions, 'days'] as const;
  return { function: known.find((one) => one === name) ?? 'count', field, until };
}

export function writeMeasure({ function: name, field, until }: MeasureParts): string {
  return [name, ...(name === 'count' ? [] : [field]), ...(name === 'days' ? [until] : [])].join(':');
}

/** Reads `stage_id` or `closed_at:month`. A workspace's own fields have a dot, never a colon. */
export function readGroup(text: string): { field: string; span: SpanName | undefined } {
  const [field = '', span] = text.split(':');
  return { field, span: spans.find((one) => one === span) };
}

export interface FieldChoice {
  path: string;
  label: string;
}

function choices(kind: KindMeta, fits: (field: FieldMeta) => boolean): FieldChoice[] {
  return [...fieldsByPath(kind)]
    .filter(([, field]) => fits(field))
    .map(([path, field]) => ({ path, label: labelOf(kind, field) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

/** What can be added up and compared. */
export function numberFields(kind: KindMeta): FieldChoice[] {
  return choices(
    kind,
    ({ type, aggregatable }) => aggregatable && ['money', 'integer', 'number'].includes(type),
  );
}

/** What days can be counted between. */
export function momentFields(kind: KindMeta): FieldChoice[] {
  return choices(kind, ({ type, filterable, custom }) => type === 'datetime' && filterable && !custom);
}

/** What records can be grouped by: their choices and references, and spans of their dates. */
export function groupFields(kind: KindMeta): FieldChoice[] {
  return choices(kind, (field) =>
    isDated(field)
      ? field.filterable
      : field.aggregatable && ['select', 'reference', 'boolean'].includes(field.type),
  );
}

export function isDated(field: Pick<FieldMeta, 'type'> | undefined): boolean {
  return field?.type === 'date' || field?.type === 'datetime';
}

/** A measure in words: `Deals`, `Amount`, `Amount, average`, `Days from Created to Closed`. */
export function measureText(kind: KindMeta, measure: string, t: Translate): string {
  const { function: name, field = '', until = '' } = readMeasure(measure);
  const label = (path: string) => {
    const known = fieldsByPath(kind).get(path);
    return known ? labelOf(kind, known) : path;
  };
  if (name === 'count') return kindLabel(kind);
  if (name === 'days') return t('reports.measure.days_of', { from: label(field), to: label(until) });
  return name === 'sum' ? label(field) : t(`reports.measure.${name}_of`, { field: label(field) });
}
