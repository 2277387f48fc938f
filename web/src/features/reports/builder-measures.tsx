import { Plus, X } from 'lucide-react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Select } from '@/ui/select';
import { FieldPicker } from './field-picker';
import {
  functions,
  measureText,
  momentFields,
  MOST_MEASURES,
  numberFields,
  readMeasure,
  writeMeasure,
  type FieldChoice,
  type MeasureFunction,
} from './measures';

interface BuilderMeasuresProps {
  kind: KindMeta;
  measures: readonly string[];
  onChange: (measures: string[]) => void;
}

/** What is worked out: how many, something of a number, or the days between two moments. */
export function BuilderMeasures({ kind, measures, onChange }: BuilderMeasuresProps) {
  const t = useT();
  const numbers = numberFields(kind);
  const moments = momentFields(kind);
  const offered: MeasureFunction[] = [
    'count',
    ...(numbers.length > 0 ? functions : []),
    ...(moments.length > 1 ? (['days'] as const) : []),
  ];
  const put = (index: number, measure: string) =>
    onChange([...new Set(measures.map((one, at) => (at === index ? measure : one)))]);
  const next = nextMeasure(measures, offered, numbers, moments);
  return (
    <>
      <ul className="grid gap-2">
        {measures.map((measure, index) => {
          const parts = readMeasure(measure);
          const pick = (key: 'field' | 'until') => (
            <FieldPicker
              label={t(key === 'until' ? 'reports.builder.until' : 'reports.builder.field')}
              value={parts[key]}
              fields={parts.function === 'days' ? moments : numbers}
              onChange={(path) => put(index, writeMeasure({ ...parts, [key]: path }))}
            />
          );
          return (
            <li key={measure} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1">
              <div className="grid gap-1">
                <Select
                  size="md"
                  aria-label={t('reports.builder.function')}
                  value={parts.function}
                  options={offered.map((name) => ({ value: name, label: t(`reports.measure.${name}`) }))}
                  onValueChange={(name) =>
                    put(
                      index,
                      firstOf(offered.find((one) => one === name) ?? 'count', parts.field, numbers, moments),
                    )
                  }
                />
                {parts.function !== 'count' && pick('field')}
                {parts.function === 'days' && pick('until')}
              </div>
              <IconButton
                label={t('reports.builder.remove', { name: measureText(kind, measure, t) })}
                icon={<X size={14} strokeWidth={2} />}
                disabled={measures.length === 1}
                onClick={() => onChange(measures.filter((_, at) => at !== index))}
              />
            </li>
          );
        })}
      </ul>
      {next !== null && (
        <Button
          size="sm"
          variant="ghost"
          className="justify-self-start"
          icon={<Plus size={16} strokeWidth={1.75} />}
          onClick={() => onChange([...measures, next])}
        >
          {t('reports.builder.add_measure')}
        </Button>
      )}
    </>
  );
}

/** A function with the first field that it takes; a field that was chosen stays where it can. */
function firstOf(
  name: MeasureFunction,
  chosen: string | undefined,
  numbers: readonly FieldChoice[],
  moments: readonly FieldChoice[],
): string {
  if (name === 'days') {
    const from = moments.find(({ path }) => path === 'created_at') ?? moments[0];
    const until = moments.find(({ path }) => path === 'closed_at') ?? moments.find((one) => one !== from);
    return writeMeasure({ function: name, field: from?.path, until: until?.path });
  }
  const known = numbers.find(({ path }) => path === chosen) ?? numbers[0];
  return writeMeasure({ function: name, field: known?.path, until: undefined });
}

/** A measure that is not there yet; null where there is none or no room. */
function nextMeasure(
  measures: readonly string[],
  offered: readonly MeasureFunction[],
  numbers: readonly FieldChoice[],
  moments: readonly FieldChoice[],
): string | null {
  if (measures.length >= MOST_MEASURES) return null;
  const all = offered.flatMap((name) =>
    name === 'count' || name === 'days'
      ? [firstOf(name, undefined, numbers, moments)]
      : numbers.map(({ path }) => writeMeasure({ function: name, field: path, until: undefined })),
  );
  return all.find((measure) => !measures.includes(measure)) ?? null;
}
